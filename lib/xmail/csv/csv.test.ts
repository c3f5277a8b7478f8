import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { unwrap } from '@/lib/errors'
import { parseCsv } from './parse-csv'
import { printCsv, readCell } from './print-csv'

const seed = Number(process.env.SEED ?? 20261124)
const read = (text: string) => unwrap(parseCsv(text)).map(({ fields }) => fields)

describe('parseCsv', () => {
  it('reads fields, quotations with line ends and quotes in them, and any line end', () => {
    expect(unwrap(parseCsv('a,b\r\n"x, ""y""\nz",2\n\n3\r4'))).toEqual([
      { line: 1, fields: ['a', 'b'] },
      { line: 2, fields: ['x, "y"\nz', '2'] },
      { line: 5, fields: ['3'] },
      { line: 6, fields: ['4'] },
    ])
  })

  it('takes a column copied from a spreadsheet, and semicolons', () => {
    expect(read('192.0.2.1\trefuse\n192.0.2.2\tdelay 5')).toEqual([
      ['192.0.2.1', 'refuse'],
      ['192.0.2.2', 'delay 5'],
    ])
    expect(read('a;b\nc;d')).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ])
    expect(read('\ufeffa, b ,')).toEqual([['a', 'b', '']])
  })

  it('names the line of a quotation that never ends', () => {
    expect(parseCsv('a\n"b\nc')).toEqual({
      ok: false,
      error: { code: 'CSV_QUOTE_OPEN', details: { line: 2 } },
    })
  })
})

describe('printCsv', () => {
  it('is read back as it was, and begins no formula', () => {
    const field = fc.string({ unit: 'grapheme', maxLength: 8 }).map((text) => text.trim() || 'x')
    const special = fc.constantFrom('=1+1', '@x', '-1', '+1', "'", "'=a", 'a,b', 'a"b', 'a\nb', 'a;b', 'a\tb')
    const records = fc.array(fc.array(fc.oneof(field, special), { minLength: 2, maxLength: 4 }), {
      minLength: 1,
      maxLength: 6,
    })
    fc.assert(
      fc.property(records, (rows) => {
        const text = printCsv([['head', 'of'], ...rows])
        expect(read(text).map((fields) => fields.map(readCell))).toEqual([['head', 'of'], ...rows])
        for (const line of text.split('\r\n')) expect(line).not.toMatch(/^[=+@]/)
      }),
      { seed, numRuns: 1000 },
    )
  })
})
