import { expect, it } from 'vitest'
import { mailRootPath } from '@/lib/xmail/path'
import {
  ascii,
  type Context,
  EIGHT_BIT,
  expectBytes,
  expectNotWritten,
  HARD_BYTES,
  LINE,
  names,
  readBack,
} from './support'

export function describeWrites({ fixture, store }: Context) {
  it('a new file, and then other bytes into it, longer and shorter', async () => {
    const path = mailRootPath('contract-new.tab')
    for (const text of [LINE, `# longer\n${LINE.repeat(50)}`, '# short\n']) {
      expect(await store().writeFile(path, ascii(text))).toEqual({ state: 'written' })
      expect(await fixture().readBytes(path)).toEqual(ascii(text))
      expect(await readBack(store(), path)).toEqual(ascii(text))
    }
  })

  it('only the file that was named', async () => {
    const path = mailRootPath('contract-one.tab')
    const beside = mailRootPath('contract-one.tab.old')
    await fixture().putBytes(path, ascii(LINE))
    await fixture().putBytes(beside, ascii(LINE))
    const before = await names(store())
    expect(await store().writeFile(path, ascii('# changed\n'))).toEqual({ state: 'written' })
    expect(await fixture().readBytes(beside)).toEqual(ascii(LINE))
    expect(await names(store())).toEqual(before)
  })

  it('8-bit bytes, lines that begin with a dot, blank lines', async () => {
    const path = mailRootPath('contract-write-8bit.tab')
    for (const bytes of [EIGHT_BIT, ascii('.\n..\n.dot\n\n\n'), ascii('\n')]) {
      expect(await store().writeFile(path, bytes)).toEqual({ state: 'written' })
      expectBytes(await fixture().readBytes(path), bytes)
      expectBytes(await readBack(store(), path), bytes)
    }
  })

  it('any bytes where the store keeps them; else NUL is refused before anything is sent', async () => {
    const path = mailRootPath('contract-write-bytes.tab')
    if (store().abilities.keepsBytes) {
      for (const bytes of HARD_BYTES) {
        expect(await store().writeFile(path, bytes)).toEqual({ state: 'written' })
        expectBytes(await fixture().readBytes(path), bytes)
      }
      return
    }
    await fixture().putBytes(path, ascii(LINE))
    expectNotWritten(await store().writeFile(path, ascii('a\0b\n')), 'BYTES_NOT_FOR_CTRL')
    expect(await fixture().readBytes(path)).toEqual(ascii(LINE))
  })

  it('into a folder below MAIL_ROOT', async () => {
    const path = mailRootPath('contract-folder/contract-inner.tab')
    await fixture().putBytes(path, ascii(LINE))
    expect(await store().writeFile(path, ascii('# inner\n'))).toEqual({ state: 'written' })
    expect(await fixture().readBytes(path)).toEqual(ascii('# inner\n'))
  })

  it('one megabyte, and a hundred thousand lines', async () => {
    const path = mailRootPath('contract-large.tab')
    const lines = Array.from({ length: 100_000 }, (_, i) => `"10.${i >> 16}.${(i >> 8) & 255}.${i & 255}"`)
    for (const bytes of [ascii(`${'y'.repeat(1023)}\n`.repeat(1024)), ascii(`${lines.join('\n')}\n`)]) {
      expect(await store().writeFile(path, bytes)).toEqual({ state: 'written' })
      expectBytes(await fixture().readBytes(path), bytes)
      expectBytes(await readBack(store(), path), bytes)
    }
  }, 60_000)
}
