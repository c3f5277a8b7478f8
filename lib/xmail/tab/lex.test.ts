import { describe, expect, it } from 'vitest'
import { quote, readTokens, unquote } from './lex'

// Measured on the real functions (semantics.md 1.2).
const VECTORS: [raw: string, value: string][] = [
  ['"abc"', 'abc'],
  ['abc', 'abc'],
  ['"abc', 'abc'],
  ['"a\\"b"', 'a"b'],
  ['"a\\\\b"', 'a\\\\b'],
  ['"a\\nb"', 'a\\nb'],
  ['"abc\\"', 'abc"'],
  ['"ab"cd', 'ab'],
  ['ab"cd"', 'ab"cd"'],
  ['""', ''],
  ['"', ''],
  ['"\\""', '"'],
  ['"a\\\\"', 'a\\"'],
  ['"a\\\\\\"b"', 'a\\\\"b'],
  [' "ALLOW"', ' "ALLOW"'],
  ['ALLOW ', 'ALLOW '],
  ['"ALLOW"xyz ', 'ALLOW'],
]

describe('unquote', () => {
  it.each(VECTORS)('reads %s as XMail does', (raw, value) => expect(unquote(raw)).toBe(value))
})

describe('readTokens', () => {
  it('collapses runs of TABs and drops those at the ends', () => {
    expect(readTokens('\t\t"a"\t\t\tb\t')).toEqual(['a', 'b'])
  })
  it('splits at a TAB inside quotes too', () => {
    expect(readTokens('"a\tb"')).toEqual(['a', 'b"'])
  })
  it('gives no token for a line of TABs and one for a line of blanks', () => {
    expect(readTokens('\t\t')).toEqual([])
    expect(readTokens('  ')).toEqual(['  '])
  })
  it('keeps an empty quoted field', () => {
    expect(readTokens('"10.0.0.0/8"\t""\t"DENY"\t"1"')).toEqual(['10.0.0.0/8', '', 'DENY', '1'])
  })
})

describe('quote', () => {
  it('is read back as the same value', () => {
    for (const value of ['', 'a', 'a"b', '#x', 'a\\"b']) expect(unquote(quote(value))).toBe(value)
  })
})
