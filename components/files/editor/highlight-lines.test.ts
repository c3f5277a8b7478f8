import { expect, it } from 'vitest'
import { type LinePart, splitLine } from './highlight-lines'

const form = { format: { lineLimit: 20, comments: true }, encoding: 'utf-8' } as const
/** Each part as what it shows: `look:text`. */
const parts = (text: string, comments = true) =>
  splitLine(text, { ...form, format: { ...form.format, comments } }).map(
    ({ from, to, look }: LinePart) => `${look}:${text.slice(from, to)}`,
  )

it.each([
  ['# note\tx', ['comment:# note\tx', 'tab:\t']],
  ['"a"\t"b"', ['quote:"', 'first:a', 'quote:"', 'tab:\t', 'quote:"', 'quote:"']],
  ['a\t b ', ['first:a', 'tab:\t', 'blanks: ', 'blanks: ']],
  ['"a" x\tb', ['quote:"', 'first:a', 'quote:"', 'lost: x', 'tab:\t']],
  ['"a\\"b', ['quote:"', 'first:a\\"b']],
  ['   ', ['blanks:   ']],
  ['', []],
])('shows %j in its parts', (text, expected) => {
  expect(parts(text)).toEqual(expected)
})

it('marks what lies beyond the limit, in bytes', () => {
  expect(parts(`#${'x'.repeat(20)}`)).toContain('over:x')
  expect(parts('xxxxxxxxxxxxxxxxxxxx')).toEqual(['first:xxxxxxxxxxxxxxxxxxxx'])
  // Seven characters of three bytes each: the seventh does not fit whole.
  expect(parts('あいうえおかき')).toContain('over:き')
})

it('knows no comments where XMail knows none', () => {
  expect(parts('#x', false)).toEqual(['first:#x'])
})
