import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodePassword, encodePassword } from './password'

const seed = Number(process.env.SEED ?? 20261124)

// Measured with bin/XMCrypt (semantics.md 7.1). `é` is its two UTF-8 bytes.
const VECTORS: [password: string, hex: string][] = [
  ['test', '11001611'],
  ['a', '04'],
  ['A', '24'],
  ['e', '00'],
  ['x', '1d'],
  ['admin', '0401080c0b'],
  ['hunter2', '0d100b11001757'],
  ['pa ss', '1504451616'],
  ['p"q\\r', '1547143917'],
  ['0123456789', '55545756515053525d5c'],
  ['Zz~ !', '3f1f1b4544'],
  ['\xc3\xa9', 'a6cc'],
  ['a\tb', '046c07'],
  ['', ''],
  ['abcdefghijklmnopqrstuvwxyz', '040706010003020d0c0f0e09080b0a15141716111013121d1c1f'],
  ['xmail', '1d08040c09'],
]

describe('encodePassword and decodePassword', () => {
  it.each(VECTORS)('%j is %s', (password, hex) => {
    expect(encodePassword(password)).toBe(hex)
    expect(decodePassword(hex)).toEqual({ password, intact: true })
    expect(decodePassword(hex.toUpperCase())).toEqual({ password, intact: true })
  })

  it('undo each other for all bytes but NUL', () => {
    const bytes = fc.array(fc.integer({ min: 1, max: 255 })).map((list) => String.fromCharCode(...list))
    fc.assert(
      fc.property(bytes, (password) => {
        expect(decodePassword(encodePassword(password))).toEqual({ password, intact: true })
      }),
      { seed },
    )
  })

  it('decodes as far as XMail does', () => {
    expect(decodePassword('1100161')).toEqual({ password: '', intact: false })
    expect(decodePassword('1100zz11')).toEqual({ password: 'te', intact: false })
    expect(decodePassword('zz')).toEqual({ password: '', intact: false })
    expect(decodePassword('116511')).toEqual({ password: 't', intact: false })
  })

  it('throws for what would be cut or is not bytes', () => {
    expect(() => encodePassword('a\0b')).toThrow(RangeError)
    expect(() => encodePassword('あ')).toThrow(RangeError)
  })
})
