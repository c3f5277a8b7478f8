import { expect, it } from 'vitest'
import { type MailRootPath, mailRootPath } from '@/lib/xmail/path'
import { ascii, type Context, expectNotWritten, faultOf, LINE } from './support'

export function describeRefusals({ fixture, store }: Context) {
  it('an empty body, and leaves the file as it was', async () => {
    const path = mailRootPath('contract-not-empty.tab')
    await fixture().putBytes(path, ascii(LINE))
    expectNotWritten(await store().writeFile(path, new Uint8Array()), 'EMPTY_BODY_REFUSED')
    expect(await fixture().readBytes(path)).toEqual(ascii(LINE))
  })

  it('a path that leaves MAIL_ROOT, even if it was cast past its check', async () => {
    for (const text of [
      '../contract-out.tab',
      '/etc/passwd',
      'a/../../x',
      'a\\..\\x',
      '',
      '.',
      'x'.repeat(201),
    ]) {
      const path = text as MailRootPath
      expectNotWritten(await store().writeFile(path, ascii(LINE)), 'PATH_INVALID')
      expectNotWritten(await store().removeFile(path))
      const snapshot = await store().readSnapshot([path])
      const fault = snapshot.ok ? faultOf(snapshot.value.files.get(path)) : snapshot.error.code
      expect(fault).toBe('PATH_INVALID')
    }
    for (const text of ['..', '/etc', 'a/../..']) {
      const listed = await store().listFolder(text as MailRootPath)
      expect(listed).toMatchObject({ ok: false, error: { code: 'PATH_INVALID' } })
    }
  })

  it('an indexed table, whose index would no longer fit (semantics.md 9)', async () => {
    const path = mailRootPath('extaliases.tab')
    const before = await fixture().readBytes(path)
    expectNotWritten(await store().writeFile(path, ascii('# none\n')), 'TABLE_INDEXED')
    expectNotWritten(await store().removeFile(path))
    expect(await fixture().readBytes(path)).toEqual(before)
  })

  it('a file in a folder that is not there', async () => {
    const path = mailRootPath('contract-no-folder/x.tab')
    expectNotWritten(await store().writeFile(path, ascii(LINE)))
    expect(await fixture().readBytes(path)).toBeNull()
  })

  it('to remove what is not there', async () => {
    const path = mailRootPath('contract-remove.tab')
    await fixture().putBytes(path, ascii(LINE))
    expect(await store().removeFile(path)).toEqual({ state: 'written' })
    expect(await fixture().readBytes(path)).toBeNull()
    expectNotWritten(await store().removeFile(path), 'FILE_NOT_FOUND')
  })
}
