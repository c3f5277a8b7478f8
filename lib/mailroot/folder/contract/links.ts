import { lstat, mkdir, readFile, readlink, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { mailRootPath } from '@/lib/xmail/path'
import { type FolderContext, readOne, tempsIn, write } from './support'

const LEAVES = { fault: { code: 'SYMLINK_LEAVES_MAILROOT' } }

export function describeLinks(context: FolderContext): void {
  const inside = (path: string) => join(context.folder.path, path)
  const outside = (path: string) => join(dirname(context.folder.path), path)

  it('follows a link inside the MailRoot, and leaves it a link when its file is replaced', async () => {
    await context.folder.put('real/target.tab', '# old\n')
    await symlink('real/target.tab', inside('link.tab'))
    expect(await readOne(context.store, 'link.tab')).toMatchObject({ state: 'present' })
    expect(await write(context.store, 'link.tab', '# new\n')).toEqual({ state: 'written' })
    expect(await readlink(inside('link.tab'))).toBe('real/target.tab')
    expect(await readFile(inside('real/target.tab'), 'utf8')).toBe('# new\n')
    expect(await tempsIn(inside('real'))).toEqual([])
    const listed = await context.store.listFolder('')
    expect(listed.ok && listed.value).toContainEqual({ name: 'link.tab', sizeBytes: 6 })
  })

  it('refuses a link to a file outside, to read, to write and to list', async () => {
    await writeFile(outside('secret'), 'secret\n')
    await symlink(outside('secret'), inside('out.tab'))
    await symlink('../secret', inside('relative.tab'))
    await symlink('out.tab', inside('chain.tab'))
    for (const path of ['out.tab', 'relative.tab', 'chain.tab']) {
      expect(await readOne(context.store, path)).toMatchObject({ state: 'unreadable', ...LEAVES })
      expect(await write(context.store, path, '# new\n')).toMatchObject({ state: 'not-written', ...LEAVES })
    }
    expect(await readFile(outside('secret'), 'utf8')).toBe('secret\n')
    const listed = await context.store.listFolder('')
    expect(listed.ok && listed.value.map((file) => file.name)).not.toContain('out.tab')
  })

  it('refuses a folder that is a link to one outside, for files old and new', async () => {
    await mkdir(outside('elsewhere'))
    await writeFile(join(outside('elsewhere'), 'old.tab'), '# old\n')
    await symlink(outside('elsewhere'), inside('away'))
    expect(await readOne(context.store, 'away/old.tab')).toMatchObject({ state: 'unreadable', ...LEAVES })
    for (const path of ['away/old.tab', 'away/new.tab']) {
      expect(await write(context.store, path, '# new\n')).toMatchObject({ state: 'not-written', ...LEAVES })
    }
    expect(await context.store.removeFile(mailRootPath('away/old.tab'))).toMatchObject(LEAVES)
    expect(await context.store.listFolder(mailRootPath('away'))).toMatchObject({
      ok: false,
      error: { code: 'SYMLINK_LEAVES_MAILROOT' },
    })
    expect(await readFile(join(outside('elsewhere'), 'old.tab'), 'utf8')).toBe('# old\n')
    expect(await tempsIn(outside('elsewhere'))).toEqual([])
  })

  it('is not fooled by a folder whose name begins like the MailRoot’s', async () => {
    await mkdir(`${context.folder.path}-old`)
    await writeFile(`${context.folder.path}-old/x.tab`, '# x\n')
    await symlink(`${context.folder.path}-old/x.tab`, inside('beside.tab'))
    expect(await readOne(context.store, 'beside.tab')).toMatchObject({ state: 'unreadable', ...LEAVES })
  })

  it('does not write through a link that leads nowhere, nor remove a link', async () => {
    await symlink('nowhere.tab', inside('dangling.tab'))
    expect(await readOne(context.store, 'dangling.tab')).toEqual({ path: 'dangling.tab', state: 'absent' })
    for (const outcome of [
      await write(context.store, 'dangling.tab', '# new\n'),
      await context.store.removeFile(mailRootPath('dangling.tab')),
    ]) {
      expect(outcome).toEqual({
        state: 'not-written',
        fault: { code: 'NOT_A_FILE', details: { path: 'dangling.tab' } },
      })
    }
    expect((await lstat(inside('dangling.tab'))).isSymbolicLink()).toBe(true)
    await expect(lstat(inside('nowhere.tab'))).rejects.toThrow('ENOENT')
  })

  it('takes links in a circle for nothing that can be read or written', async () => {
    await symlink('ring-b.tab', inside('ring-a.tab'))
    await symlink('ring-a.tab', inside('ring-b.tab'))
    expect((await readOne(context.store, 'ring-a.tab')).state).not.toBe('present')
    expect(await write(context.store, 'ring-a.tab', '# new\n')).toMatchObject({ state: 'not-written' })
  })

  it('works in a MailRoot that is itself reached by a link', async () => {
    await symlink(context.folder.path, outside('by-link'))
    const store = context.openAt(outside('by-link'))
    expect(await write(store, 'by-link.tab', '# x\n')).toEqual({ state: 'written' })
    expect(await readOne(store, 'by-link.tab')).toMatchObject({ state: 'present' })
  })
}
