import { expect, it } from 'vitest'
import { mailRootPath } from '@/lib/xmail/path'
import { ascii, bytesOf, type Context, expectNotWritten, LINE, list, read, readBack } from './support'

export function describeFolders({ fixture, store }: Context) {
  it('lists names and sizes of regular files, in MAIL_ROOT and below it', async () => {
    await fixture().putBytes(mailRootPath('contract-sized.tab'), ascii('12345\n'))
    await fixture().putBytes(mailRootPath('contract-list/a.tab'), ascii('# a\n'))
    await fixture().putBytes(mailRootPath('contract-list/b.tab'), new Uint8Array())
    await fixture().putBytes(mailRootPath('contract-list/deeper/c.tab'), ascii('# c\n'))
    expect(await list(store(), '')).toContainEqual({ name: 'contract-sized.tab', sizeBytes: 6 })
    const listed = await list(store(), mailRootPath('contract-list'))
    expect(listed.toSorted((a, b) => (a.name < b.name ? -1 : 1))).toEqual([
      { name: 'a.tab', sizeBytes: 4 },
      { name: 'b.tab', sizeBytes: 0 },
    ])
  })

  it('says that a folder is not there', async () => {
    const listed = await store().listFolder(mailRootPath('contract-no-folder'))
    expect(listed).toMatchObject({ ok: false, error: { code: 'FILE_NOT_FOUND' } })
  })
}

export function describeCalls({ fixture, store }: Context) {
  const path = mailRootPath('contract-calls.tab')

  it('identifies the other end', async () => {
    const identity = await store().identify()
    expect(identity).toMatchObject({ ok: true, value: { kind: store().kind } })
  })

  it('answers 20 snapshots at once', async () => {
    await fixture().putBytes(path, ascii(LINE))
    const snapshots = await Promise.all(Array.from({ length: 20 }, () => read(store(), path)))
    for (const snapshot of snapshots) expect(bytesOf(snapshot.files.get(path))).toEqual(ascii(LINE))
  })

  it('stops when told to, before and during a call, and works after it', async () => {
    await fixture().putBytes(path, ascii(LINE))
    const stopped = { signal: AbortSignal.abort() }
    const cancelled = { ok: false, error: { code: 'CANCELLED' } }
    expect(await store().readSnapshot([path], stopped)).toMatchObject(cancelled)
    expect(await store().identify(stopped)).toMatchObject(cancelled)
    expect(await store().listFolder('', stopped)).toMatchObject(cancelled)
    expectNotWritten(await store().writeFile(path, ascii('# new\n'), stopped), 'CANCELLED')
    expect(await fixture().readBytes(path)).toEqual(ascii(LINE))

    const controller = new AbortController()
    const running = store().readSnapshot([path], { signal: controller.signal })
    controller.abort()
    expect(await running).toMatchObject(cancelled)
    expect(await readBack(store(), path)).toEqual(ascii(LINE))
  })

  it('can be closed, more than once, and used again', async () => {
    await fixture().putBytes(path, ascii(LINE))
    await store().close()
    await store().close()
    expect(await readBack(store(), path)).toEqual(ascii(LINE))
    await store().close()
    expect(await store().writeFile(path, ascii('# again\n'))).toEqual({ state: 'written' })
  })
}
