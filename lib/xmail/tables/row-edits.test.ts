import { describe, expect, it } from 'vitest'
import { fromByteString, parseDocument, printDocument, toByteString } from '@/lib/xmail/tab'
import { readSpammers, type SpammersAction } from './spammers'
import { applySpammersEdit, spammersEditSchema } from './spammers-edit'

const open = (text: string) => parseDocument(fromByteString(text), { lineLimit: 510, comments: true })
const rowsOf = (text: string) => readSpammers(open(text))
const _refuse: SpammersAction = { kind: 'refuse' }
const flag: SpammersAction = { kind: 'signed-in-only' }
const delay = (seconds: number): SpammersAction => ({ kind: 'delay', seconds })

function edit(text: string, change: unknown): string {
  const result = applySpammersEdit(open(text), spammersEditSchema.parse(change))
  if (result.ok) return toByteString(printDocument(result.value))
  const details = Object.entries(result.error.details ?? {}).map(([name, value]) => ` ${name}=${value}`)
  return result.error.code + details.join('')
}

const FILE = '# spam\n"203.0.113.0"\t"255.255.255.0"\n"198.51.100.64/27"\t"code=-5"\t"since May"\n'
const [A, _B] = rowsOf(FILE).map(({ line, was }) => ({ line, was }))

describe('rows that are switched off, and notes', () => {
  it('shows rows that are switched off, and takes no prose for one', () => {
    const text = [
      '#"10.0.0.0"\t"255.0.0.0"\t"code=0"',
      '# 192.0.2.0/24\tcode=-3',
      '# 192.0.2.0/24 is the old office',
      '# see http://list.example/x',
      '##"10.0.0.0/8"',
      '#"10.0.0.9"',
    ]
    expect(rowsOf(text.join('\n'))).toMatchObject([
      { line: 0, state: 'disabled', cidr: '10.0.0.0/8', action: flag },
      { line: 1, state: 'disabled', cidr: '192.0.2.0/24', action: delay(3), was: text[1] },
    ])
  })

  it('reads the comment above a row, and tells a note of its own from a heading', () => {
    const rows = rowsOf('# spam\n# Tokyo\n10.0.0.0/8\n#: Osaka\n192.0.2.0/24\n# ---\n198.51.100.0/24\n')
    expect(rows.map(({ note }) => note)).toEqual([
      { line: 1, text: 'Tokyo', own: false },
      { line: 3, text: 'Osaka', own: true },
      null,
    ])
  })
})

describe('applyRowEdit', () => {
  it('moves a rule with its note', () => {
    const text = '10.0.0.0/8\n#: narrow\n10.1.0.0/16\tcode=0\n192.0.2.0/24'
    const [wide, narrow, last] = rowsOf(text).map(({ line, was }) => ({ line, was }))
    expect(edit(text, { op: 'move', row: narrow, before: wide })).toBe(
      '#: narrow\n10.1.0.0/16\tcode=0\n10.0.0.0/8\n192.0.2.0/24',
    )
    expect(edit(text, { op: 'move', row: last, before: narrow })).toBe(
      '10.0.0.0/8\n192.0.2.0/24\n#: narrow\n10.1.0.0/16\tcode=0\n',
    )
    expect(edit(text, { op: 'move', row: wide, before: null })).toBe(
      '#: narrow\n10.1.0.0/16\tcode=0\n192.0.2.0/24\n10.0.0.0/8\n',
    )
    expect(edit(text, { op: 'move', row: wide, before: narrow })).toBe('NOTHING_TO_CHANGE')
    expect(edit(text, { op: 'move', row: last, before: null })).toBe('NOTHING_TO_CHANGE')
  })

  it('switches rows off and on again without a trace', () => {
    const off = FILE.replace('"203', '#"203')
    expect(edit(FILE, { op: 'disable', rows: [A] })).toBe(off)
    const [row] = rowsOf(off)
    expect(edit(off, { op: 'enable', rows: [{ line: row?.line, was: row?.was }] })).toBe(FILE)
    // A name, bare, would look like prose behind a `#`.
    const named = 'mail.example/32\n'
    expect(edit(named, { op: 'disable', rows: [{ line: 0, was: 'mail.example/32' }] })).toBe(
      '#"mail.example/32"\n',
    )
    expect(edit('"10.0.0.9"\n', { op: 'disable', rows: [{ line: 0, was: '"10.0.0.9"' }] })).toBe(
      'ROW_CANNOT_BE_DISABLED line=1',
    )
  })

  it('removes a row with its own note, never a heading, and never the last byte', () => {
    expect(edit(FILE, { op: 'remove', rows: [A] })).toBe(FILE.replace('"203.0.113.0"\t"255.255.255.0"\n', ''))
    const row = { line: 1, was: '10.0.0.0/8' }
    expect(edit('#: x\r\n10.0.0.0/8\r\n', { op: 'remove', rows: [row] })).toBe(
      '# no rules: no address is refused\r\n',
    )
  })

  it('writes notes', () => {
    const note = (text: string, row: unknown, words: string) => edit(text, { op: 'note', row, text: words })
    const noted = note(FILE, A, 'from the log')
    expect(noted).toBe(FILE.replace('"203', '#: from the log\n"203'))
    const row = { line: 2, was: A?.was }
    expect(note(noted, row, 'again')).toBe(noted.replace('from the log', 'again'))
    expect(note(noted, row, ' ')).toBe(FILE)
    expect(note(FILE, A, '')).toBe('NOTHING_TO_CHANGE')
    expect(note(FILE, A, 'a\n10.0.0.0/8')).toBe('FIELD_HAS_LINE_BREAK')
    expect(note(FILE, A, 'a'.repeat(508))).toBe('LINE_TOO_LONG limit=510 length=511')
  })
})
