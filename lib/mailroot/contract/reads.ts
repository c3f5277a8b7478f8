import { expect, it } from 'vitest'
import { type MailRootPath, mailRootPath } from '@/lib/xmail/path'
import { digestOf } from '../digest'
import {
  ascii,
  bytesOf,
  type Context,
  EIGHT_BIT,
  expectBytes,
  HARD_BYTES,
  LINE,
  read,
  readBack,
} from './support'

export function describeReads({ fixture, store }: Context) {
  it('a present file with its bytes, digest and time', async () => {
    const path = mailRootPath('contract-present.tab')
    await fixture().putBytes(path, ascii(LINE))
    const before = Date.now()
    const snapshot = await read(store(), path)
    const file = snapshot.files.get(path)
    expect(file).toMatchObject({ path, state: 'present', digest: digestOf(ascii(LINE)) })
    expect(bytesOf(file)).toEqual(ascii(LINE))
    expect(digestOf(ascii('abc'))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
    expect(snapshot.takenAt).toBeGreaterThanOrEqual(before)
    expect(snapshot.takenAt).toBeLessThanOrEqual(Date.now())
  })

  it('an absent file as absent, also in a folder that is not there', async () => {
    const absent = mailRootPath('contract-absent.tab')
    const nowhere = mailRootPath('contract-no-folder/absent.tab')
    const snapshot = await read(store(), absent, nowhere)
    expect(snapshot.files.get(absent)).toEqual({ path: absent, state: 'absent' })
    expect(snapshot.files.get(nowhere)).toEqual({ path: nowhere, state: 'absent' })
  })

  it('an empty file as present with no bytes', async () => {
    const path = mailRootPath('contract-empty.tab')
    await fixture().putBytes(path, new Uint8Array())
    expect(await readBack(store(), path)).toEqual(new Uint8Array())
  })

  it('nothing at all, and one path named twice', async () => {
    expect((await read(store())).files.size).toBe(0)
    const path = mailRootPath('contract-twice.tab')
    await fixture().putBytes(path, ascii(LINE))
    const snapshot = await read(store(), path, path)
    expect([...snapshot.files.keys()]).toEqual([path])
  })

  it('22 files of many sizes in one call, each under its own path', async () => {
    const wanted = new Map<MailRootPath, Uint8Array>()
    for (let i = 0; i < 22; i++) {
      const folder = i % 5 === 0 ? 'contract-folder/' : ''
      const bytes = ascii(`# file ${i}\n${LINE.repeat(i * 90)}`)
      wanted.set(mailRootPath(`${folder}contract-many-${i}.tab`), bytes)
    }
    for (const [path, bytes] of wanted) await fixture().putBytes(path, bytes)
    const snapshot = await read(store(), ...wanted.keys())
    expect(snapshot.files.size).toBe(22)
    for (const [path, bytes] of wanted) expectBytes(bytesOf(snapshot.files.get(path)), bytes)
  })

  it('8-bit bytes as they are', async () => {
    const path = mailRootPath('contract-8bit.tab')
    await fixture().putBytes(path, EIGHT_BIT)
    expect(await readBack(store(), path)).toEqual(EIGHT_BIT)
  })

  it('line ends, a missing final one and NUL as they are, where the store keeps bytes', async (test) => {
    if (!store().abilities.keepsBytes)
      return test.skip('this transport does not keep them (semantics.md 8.3)')
    const path = mailRootPath('contract-bytes.tab')
    for (const bytes of HARD_BYTES) {
      await fixture().putBytes(path, bytes)
      expectBytes(await readBack(store(), path), bytes)
    }
  })
}
