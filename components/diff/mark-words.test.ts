import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { markWords, type WordPart } from './mark-words'

const seed = Number(process.env.SEED ?? 20261124)
const changed = (parts: readonly WordPart[] = []) =>
  parts.filter(({ isChanged }) => isChanged).map(({ text }) => text)
const whole = (parts: readonly WordPart[] = []) => parts.map(({ text }) => text).join('')

describe('markWords', () => {
  it.each([
    [
      '"192.0.2.0"\t"255.255.255.0"',
      '"192.0.2.0"\t"255.255.255.128"',
      ['255.255.255.0'],
      ['255.255.255.128'],
    ],
    ['"a"\t"b"', '"a"\t"b"\t"code=0"', [], ['\t"code=0"']],
    ['"営業"\t"1"', '"営業部"\t"1"', ['営業'], ['営業部']],
  ])('marks in %j what became another in %j', (before, after, left, right) => {
    const marked = markWords(before, after)
    expect(changed(marked?.before)).toEqual(left)
    expect(changed(marked?.after).join('')).toBe(right.join(''))
  })

  it('marks nothing in lines that have hardly anything in common', () => {
    expect(markWords('"mail.example.test"', '# gone')).toBeNull()
  })

  it('loses no character of either side', () => {
    const line = fc
      .array(fc.constantFrom('a', 'b.c', '"', '\t', ' ', '語', '\\'))
      .map((parts) => parts.join(''))
    fc.assert(
      fc.property(line, line, (before, after) => {
        const marked = markWords(before, after)
        if (!marked) return
        expect([whole(marked.before), whole(marked.after)]).toEqual([before, after])
      }),
      { seed },
    )
  })
})
