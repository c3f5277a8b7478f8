import { execFile } from 'node:child_process'
import { mkdir, open } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { mailRootPath } from '@/lib/xmail/path'
import { MAX_FILE_BYTES } from '../../check-write'
import { bytesOf, type FolderContext, readOne, tempsIn, write } from './support'

const NOT_A_FILE = { fault: { code: 'NOT_A_FILE' } }

export function describeKinds(context: FolderContext): void {
  const inside = (path: string) => join(context.folder.path, path)

  it('takes no folder for a file', async () => {
    await mkdir(inside('folder.tab'))
    expect(await readOne(context.store, 'folder.tab')).toMatchObject({ state: 'unreadable', ...NOT_A_FILE })
    expect(await write(context.store, 'folder.tab', '# x\n')).toMatchObject({
      state: 'not-written',
      ...NOT_A_FILE,
    })
    expect(await context.store.removeFile(mailRootPath('folder.tab'))).toMatchObject(NOT_A_FILE)
  })

  it('does not wait at a FIFO', async () => {
    await promisify(execFile)('mkfifo', [inside('fifo.tab')])
    const began = Date.now()
    expect(await readOne(context.store, 'fifo.tab')).toMatchObject({ state: 'unreadable', ...NOT_A_FILE })
    expect(await write(context.store, 'fifo.tab', '# x\n')).toMatchObject({
      state: 'not-written',
      ...NOT_A_FILE,
    })
    const listed = await context.store.listFolder('')
    expect(listed.ok && listed.value.map((file) => file.name)).not.toContain('fifo.tab')
    expect(Date.now() - began).toBeLessThan(5_000)
  })

  it('does not read or write what is larger than the limit', async () => {
    const file = await open(inside('huge.tab'), 'w')
    await file.truncate(MAX_FILE_BYTES + 1)
    await file.close()
    const tooLarge = {
      fault: { code: 'FILE_TOO_LARGE', details: { path: 'huge.tab', limit: MAX_FILE_BYTES } },
    }
    expect(await readOne(context.store, 'huge.tab')).toMatchObject({ state: 'unreadable', ...tooLarge })
    const outcome = await context.store.writeFile(
      mailRootPath('huge.tab'),
      new Uint8Array(MAX_FILE_BYTES + 1),
    )
    expect(outcome).toMatchObject({ state: 'not-written', ...tooLarge })
  })

  it('does not stop the server by the file whose existence stops it', async () => {
    expect(await write(context.store, '.shutdown', 'x\n')).toMatchObject({
      fault: { code: 'FILE_NOT_EDITABLE' },
    })
    expect(await context.folder.read('.shutdown')).toBeNull()
  })

  it('says that there is no MailRoot, or that a folder is none', async () => {
    const missing = context.openAt(inside('not-here'))
    const notFound = { code: 'MAILROOT_NOT_FOUND', details: { path: inside('not-here') } }
    const path = mailRootPath('x.tab')
    expect(await missing.identify()).toEqual({ ok: false, error: notFound })
    expect(await missing.readSnapshot([path])).toEqual({ ok: false, error: notFound })
    expect(await missing.readSnapshot([])).toEqual({ ok: false, error: notFound })
    expect(await missing.listFolder('')).toEqual({ ok: false, error: notFound })
    expect(await missing.writeFile(path, bytesOf('x\n'))).toEqual({ state: 'not-written', fault: notFound })
    expect(await missing.removeFile(path)).toEqual({ state: 'not-written', fault: notFound })
    expect(await context.openAt(inside('server.tab')).identify()).toMatchObject({
      error: { code: 'MAILROOT_NOT_FOUND' },
    })
    expect(await context.openAt('MailRoot').identify()).toMatchObject({
      error: { code: 'MAILROOT_NOT_FOUND' },
    })

    await mkdir(inside('other'))
    const other = context.openAt(inside('other'))
    expect(await other.identify()).toEqual({
      ok: false,
      error: { code: 'NOT_A_MAILROOT', details: { path: inside('other') } },
    })
    // It can be read all the same: whether it should be is for the one who set it up to see.
    expect(await other.readSnapshot([path])).toMatchObject({ ok: true })
    expect(await tempsIn(inside('other'))).toEqual([])
  })
}
