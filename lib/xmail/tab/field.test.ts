import { describe, expect, it } from 'vitest'
import { checkField, encodeText } from '.'

const codeOf = (value: string) => {
  const result = checkField(value)
  return result.ok ? 'ok' : result.error.code
}

// semantics.md 1.3
describe('checkField', () => {
  it.each([
    ['', 'ok'],
    ['a', 'ok'],
    ['#x', 'ok'],
    ['a"b', 'ok'],
    ['a\\"b', 'ok'],
    ['a\\b', 'ok'],
    ['a\rb', 'ok'],
    ['\x80\xff', 'ok'],
    ['a\tb', 'FIELD_HAS_TAB'],
    ['a\nb', 'FIELD_HAS_LINE_BREAK'],
    ['a\r', 'FIELD_HAS_LINE_BREAK'],
    ['a\0b', 'FIELD_HAS_NUL'],
    ['C:\\mail\\', 'FIELD_ENDS_WITH_BACKSLASH'],
    ['\\', 'FIELD_ENDS_WITH_BACKSLASH'],
    ['あ', 'FIELD_NOT_ENCODABLE'],
    ['a\u0100', 'FIELD_NOT_ENCODABLE'],
  ])('says of %j: %s', (value, code) => expect(codeOf(value)).toBe(code))

  it('sees the backslash in a Shift_JIS character at the end, and lets it pass inside', () => {
    const bytes = encodeText({ encoding: 'shift_jis' }, '表')
    expect(bytes.ok && codeOf(bytes.value)).toBe('FIELD_ENDS_WITH_BACKSLASH')
    const inside = encodeText({ encoding: 'shift_jis' }, '表示')
    expect(inside.ok && codeOf(inside.value)).toBe('ok')
  })

  it('names the character that is not encoded', () => {
    expect(checkField('a😀')).toMatchObject({ error: { details: { character: '😀' } } })
  })
})
