import { chmod, chown, mkdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { mailRootPath } from '@/lib/xmail/path'
import { type FolderContext, isRoot, NOBODY, needsRoot, readOne, tempsIn, write } from './support'

const DENIED = { fault: { code: 'PERMISSION_DENIED' } }

export function describeRights(context: FolderContext): void {
  const inside = (path: string) => join(context.folder.path, path)
  const modeOf = async (path: string) => ((await stat(inside(path))).mode & 0o7777).toString(8)

  it.each([0o600, 0o640, 0o644, 0o660, 0o666, 0o400, 0o755])('keeps a mode of %o', async (mode) => {
    await context.folder.put('mode.tab', '# old\n')
    await chmod(inside('mode.tab'), mode)
    expect(await write(context.store, 'mode.tab', '# new\n')).toEqual({ state: 'written' })
    expect(await modeOf('mode.tab')).toBe(mode.toString(8))
    expect(await context.folder.read('mode.tab')).toEqual(new TextEncoder().encode('# new\n'))
    await context.store.removeFile(mailRootPath('mode.tab'))
  })

  it('makes a new file like server.tab, which XMail can read', async () => {
    for (const mode of [0o600, 0o664]) {
      await chmod(inside('server.tab'), mode)
      expect(await write(context.store, 'fresh.tab', '# x\n')).toEqual({ state: 'written' })
      expect(await modeOf('fresh.tab')).toBe(mode.toString(8))
      expect(await context.store.removeFile(mailRootPath('fresh.tab'))).toEqual({ state: 'written' })
    }
    await chmod(inside('server.tab'), 0o644)
  })

  it('makes a new private key one that not everybody can read', async () => {
    expect(await write(context.store, 'server.key', '# key\n')).toEqual({ state: 'written' })
    expect(await modeOf('server.key')).toBe('640')
    await context.store.removeFile(mailRootPath('server.key'))
  })

  it('keeps the owner and the group', async (test) => {
    needsRoot(test)
    await context.folder.put('owned.tab', '# old\n')
    await chown(inside('owned.tab'), 12345, 23456)
    await chmod(inside('owned.tab'), 0o640)
    expect(await write(context.store, 'owned.tab', '# new\n')).toEqual({ state: 'written' })
    expect(await stat(inside('owned.tab'))).toMatchObject({ uid: 12345, gid: 23456 })
    expect(await modeOf('owned.tab')).toBe('640')
  })

  it('refuses rather than let a file change its owner', async (test) => {
    needsRoot(test)
    await mkdir(inside('shared'))
    await chown(inside('shared'), NOBODY, NOBODY)
    await context.folder.put('shared/of-root.tab', '# old\n')
    const store = context.openAt(context.folder.path, 'nobody')
    expect(await write(store, 'shared/of-root.tab', '# new\n')).toMatchObject({
      state: 'not-written',
      ...DENIED,
    })
    expect(await context.folder.read('shared/of-root.tab')).toEqual(new TextEncoder().encode('# old\n'))
    expect((await stat(inside('shared/of-root.tab'))).uid).toBe(0)
    expect(await tempsIn(inside('shared'))).toEqual([])
  })

  it('makes a new file for an account that cannot give files away', async (test) => {
    needsRoot(test)
    await mkdir(inside('of-nobody'))
    await chown(inside('of-nobody'), NOBODY, NOBODY)
    const store = context.openAt(context.folder.path, 'nobody')
    expect(await write(store, 'of-nobody/new.tab', '# new\n')).toEqual({ state: 'written' })
    expect((await stat(inside('of-nobody/new.tab'))).uid).toBe(NOBODY)
    expect(await tempsIn(inside('of-nobody'))).toEqual([])
  })

  it('says what the account may not read, and reads the rest', async () => {
    await context.folder.put('forbidden.tab', '# x\n')
    await chmod(inside('forbidden.tab'), 0)
    const store = context.openAt(context.folder.path, 'nobody')
    expect(await readOne(store, 'forbidden.tab')).toEqual({
      path: 'forbidden.tab',
      state: 'unreadable',
      fault: { code: 'PERMISSION_DENIED', details: { path: 'forbidden.tab' } },
    })
    expect(await readOne(store, 'server.tab')).toMatchObject({ state: 'present' })
  })

  it('says that the account may not write, and leaves nothing behind', async () => {
    await context.folder.put('locked/x.tab', '# old\n')
    await chmod(inside('locked'), 0o555)
    const store = context.openAt(context.folder.path, 'nobody')
    for (const path of ['locked/x.tab', 'locked/new.tab']) {
      expect(await write(store, path, '# new\n')).toEqual({
        state: 'not-written',
        fault: { code: 'PERMISSION_DENIED', details: { path } },
      })
    }
    expect(await store.removeFile(mailRootPath('locked/x.tab'))).toMatchObject({
      state: 'not-written',
      ...DENIED,
    })
    expect(await context.folder.read('locked/x.tab')).toEqual(new TextEncoder().encode('# old\n'))
    expect(await tempsIn(inside('locked'))).toEqual([])
    await chmod(inside('locked'), 0o755)
  })

  it('says so too where the account may not even enter the folder', async () => {
    await context.folder.put('closed/x.tab', '# x\n')
    await chmod(inside('closed'), 0)
    const store = context.openAt(context.folder.path, 'nobody')
    expect(await readOne(store, 'closed/x.tab')).toMatchObject({ state: 'unreadable', ...DENIED })
    await chmod(inside('closed'), isRoot ? 0o755 : 0o700)
  })
}
