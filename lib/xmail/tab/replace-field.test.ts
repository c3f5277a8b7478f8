import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { unwrap } from '@/lib/errors'
import { toByteString } from './byte-string'
import { parseDocument, printDocument } from './document'
import { replaceField } from './edit'
import { readTokens } from './lex'

const seed = Number(process.env.SEED ?? 20261124)
const FORMAT = { lineLimit: 60, comments: true }
const parse = (text: string) => parseDocument(new TextEncoder().encode(text), FORMAT)
const replaced = (text: string, field: number, value: string) =>
  toByteString(printDocument(unwrap(replaceField(parse(text), 0, field, value))))

describe('replaceField', () => {
  it.each([
    ['"a"\t"b"\t1\r\n', 2, '7', '"a"\t"b"\t7\r\n'],
    ['"a"\t\t"b"x\t"1" \n', 2, '7', '"a"\t\t"b"x\t"7"\n'],
    ['\ta\tb', 0, 'c', '\tc\tb'],
    ['a\tb\n', 1, 'say "x"', 'a\tsay "x"\n'],
    ['"a"\t"b"\n', 1, 'say "x"', '"a"\t"say \\"x\\""\n'],
  ])('writes one field of %j and leaves the other bytes alone', (text, field, value, expected) => {
    expect(replaced(text, field, value)).toBe(expected)
  })

  it('refuses what is not there and what XMail would read in pieces', () => {
    expect(replaceField(parse('a\tb\n'), 0, 2, 'x')).toMatchObject({
      ok: false,
      error: { code: 'ROW_NOT_FOUND' },
    })
    expect(replaceField(parse('a\n'), 1, 0, 'x')).toMatchObject({
      ok: false,
      error: { code: 'ROW_NOT_FOUND' },
    })
    expect(replaceField(parse('a\tb\n'), 0, 1, 'x'.repeat(60))).toMatchObject({
      ok: false,
      error: { code: 'LINE_TOO_LONG' },
    })
  })

  it('is read back as the value, with all other fields as they were', () => {
    const fieldText = fc.stringMatching(/^[a-z0-9".]{1,6}$/)
    fc.assert(
      fc.property(
        fc.array(fieldText, { minLength: 1, maxLength: 4 }),
        fc.nat(3),
        fc.stringMatching(/^[a-z0-9]{1,6}$/),
        (fields, at, value) => {
          const content = fields.join('\t')
          const before = readTokens(content)
          if (at >= before.length) return
          const doc = unwrap(replaceField(parse(`${content}\n`), 0, at, value))
          expect(readTokens(doc.lines[0]?.content ?? '')).toEqual(before.with(at, value))
        },
      ),
      { seed },
    )
  })
})
