import { describe, expect, it } from 'vitest'
import type { Result } from '@/lib/errors'
import { unwrap } from '@/lib/errors'
import {
  type Document,
  fromByteString,
  insertComment,
  insertFields,
  insertManyFields,
  parseDocument,
  printDocument,
  removeLine,
  replaceFields,
  type TabFormat,
  toByteString,
} from '.'

const format = { lineLimit: 510, comments: true }
const open = (text: string, how: TabFormat = format) => parseDocument(fromByteString(text), how)
const textOf = (doc: Document) => toByteString(printDocument(doc))
const textAfter = (result: Result<Document>) => textOf(unwrap(result))

describe('style of a file', () => {
  it.each([
    ['', '\n', 'quoted'],
    ['# only\r\n', '\r\n', 'quoted'],
    ['a\tb\nc\td\r\n', '\n', 'bare'],
    ['a\tb\r\nc\td\r\ne\n', '\r\n', 'bare'],
    ['"a"\t"b"\t1\n', '\n', 'quoted'],
    ['#a\tb\tc\n"x"\t"y"\n', '\n', 'quoted'],
    ['"a"\tb\n', '\n', 'quoted'],
    ['\t\ta\r', '\n', 'bare'],
  ])('of %j', (text, lineEnd, quoting) => expect(open(text)).toMatchObject({ lineEnd, quoting }))

  it('counts a # line where it is no comment', () => {
    expect(open('#a\tb\n', { lineLimit: 510, comments: false }).quoting).toBe('bare')
  })
})

describe('insertFields', () => {
  it('writes as the file does', () => {
    expect(textAfter(insertFields(open('"a"\t"b"\r\n'), 'end', ['c', 'd"e']))).toBe(
      '"a"\t"b"\r\n"c"\t"d\\"e"\r\n',
    )
    expect(textAfter(insertFields(open('a\tb\n'), 0, ['c', 'd']))).toBe('c\td\na\tb\n')
    expect(textAfter(insertFields(open(''), 'end', ['c']))).toBe('"c"\n')
  })

  it('keeps the old bytes a prefix where the final line end is missing', () => {
    expect(textAfter(insertFields(open('"a"'), 'end', ['b']))).toBe('"a"\n"b"')
    expect(textAfter(insertFields(open('"a"\r\n"b"'), 'end', ['c']))).toBe('"a"\r\n"b"\r\n"c"')
    expect(textAfter(insertFields(open('"a"\r\n"b"'), 1, ['c']))).toBe('"a"\r\n"c"\r\n"b"')
    expect(textAfter(insertManyFields(open('a\tb'), 'end', [['c'], ['d']]))).toBe('a\tb\nc\nd')
  })

  it('quotes in a bare file what would be read otherwise', () => {
    const result = insertFields(open('a\tb\n'), 'end', ['#x', '', '"q', '#y', 'a b'])
    expect(textAfter(result)).toBe('a\tb\n"#x"\t""\t"\\"q"\t#y\ta b\n')
  })

  it('refuses a field by its column, never by its value', () => {
    expect(insertFields(open(''), 'end', ['a', 'secret\\'])).toEqual({
      ok: false,
      error: { code: 'FIELD_ENDS_WITH_BACKSLASH', details: { column: 2 } },
    })
    expect(insertManyFields(open(''), 'end', [['a'], ['b', 'c\t']])).toMatchObject({
      error: { code: 'FIELD_HAS_TAB', details: { column: 2, row: 2 } },
    })
  })

  it('refuses a line that XMail would split', () => {
    expect(insertFields(open(''), 'end', ['a'.repeat(508)]).ok).toBe(true)
    expect(insertFields(open(''), 'end', ['a'.repeat(509)])).toMatchObject({
      error: { code: 'LINE_TOO_LONG', details: { limit: 510, length: 511 } },
    })
  })

  it('refuses a place that is not there', () => {
    for (const at of [-1, 2, 0.5, Number.NaN]) {
      expect(insertFields(open('a\n'), at, ['b'])).toMatchObject({ error: { code: 'ROW_NOT_FOUND' } })
    }
  })

  it('makes an ASCII file UTF-8 with the bytes that come in', () => {
    expect(unwrap(insertFields(open('a\n'), 'end', ['\xe3\x81\x82'])).encoding).toBe('utf-8')
    expect(unwrap(insertFields(open('a\n'), 'end', ['b'])).encoding).toBe('ascii')
  })
})

describe('insertManyFields', () => {
  it('gives the same Document for no rows', () => {
    const doc = open('a\n')
    expect(unwrap(insertManyFields(doc, 'end', []))).toBe(doc)
  })

  it('takes 100,000 rows in linear time', () => {
    const rows = Array.from({ length: 100_000 }, (_, i) => [`10.0.${i}`, '255.255.255.255'])
    const doc = unwrap(insertManyFields(open('"a"\r\n"b"'), 'end', rows))
    expect(doc.lines).toHaveLength(100_002)
    expect(doc.lines.at(-1)?.raw).toBe('"10.0.99999"\t"255.255.255.255"')
  })
})

describe('replaceFields', () => {
  it('keeps the line end of the line', () => {
    const doc = open('"a"\n"b"\r\r\n"c"')
    expect(textAfter(replaceFields(doc, 1, ['x']))).toBe('"a"\n"x"\r\r\n"c"')
    expect(textAfter(replaceFields(doc, 2, ['x']))).toBe('"a"\n"b"\r\r\n"x"')
    expect(replaceFields(doc, 3, ['x'])).toMatchObject({ error: { code: 'ROW_NOT_FOUND' } })
  })

  it('shares all other lines', () => {
    const doc = open('a\nb\nc\n')
    const edited = unwrap(replaceFields(doc, 1, ['x']))
    expect(edited.lines[0]).toBe(doc.lines[0])
    expect(edited.lines[2]).toBe(doc.lines[2])
    expect(textOf(doc)).toBe('a\nb\nc\n')
  })
})

describe('removeLine', () => {
  it('takes the line end with it and nothing else', () => {
    expect(textOf(removeLine(open('a\r\nb\nc'), 1))).toBe('a\r\nc')
    expect(textOf(removeLine(open('a\r\nb\nc'), 2))).toBe('a\r\nb\n')
    expect(() => removeLine(open('a\n'), 1)).toThrow(RangeError)
  })
})

describe('insertComment', () => {
  it("writes in the file's own encoding", () => {
    const sjis = '# \x83\x81\x81\x5b\x83\x8b\r\n'
    expect(textAfter(insertComment(open(sjis), 'end', '表'))).toBe(`${sjis}# \x95\x5c\r\n`)
    expect(insertComment(open(sjis), 'end', '한')).toMatchObject({
      error: { code: 'FIELD_NOT_ENCODABLE', details: { character: '한', encoding: 'shift_jis' } },
    })
    const doc = unwrap(insertComment(open('a\n'), 0, 'あ'))
    expect(textOf(doc)).toBe('# \xe3\x81\x82\na\n')
    expect(doc.encoding).toBe('utf-8')
    expect(textAfter(insertComment(open('a\n'), 0, ''))).toBe('#\na\n')
  })

  it('lets nothing through that would be live', () => {
    const doc = open('a\n')
    for (const text of ['x\ny', 'x\r', '\r\n']) {
      expect(insertComment(doc, 0, text)).toMatchObject({ error: { code: 'FIELD_HAS_LINE_BREAK' } })
    }
    expect(insertComment(doc, 0, 'x\0y')).toMatchObject({ error: { code: 'FIELD_HAS_NUL' } })
    expect(insertComment(doc, 0, 'x'.repeat(508)).ok).toBe(true)
    expect(insertComment(doc, 0, 'x'.repeat(509))).toMatchObject({ error: { code: 'LINE_TOO_LONG' } })
    expect(insertComment(doc, 0, 'あ'.repeat(170))).toMatchObject({
      error: { code: 'LINE_TOO_LONG', details: { limit: 510, length: 512 } },
    })
  })

  it('writes none where XMail would take it for an account', () => {
    const doc = open('a\n', { lineLimit: 510, comments: false })
    expect(insertComment(doc, 0, 'x')).toMatchObject({ error: { code: 'FILE_NOT_EDITABLE' } })
  })
})
