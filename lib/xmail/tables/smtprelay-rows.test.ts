import { describe, expect, it } from 'vitest'
import { fromByteString, parseDocument, printDocument, toByteString } from '@/lib/xmail/tab'
import { readRelay } from './smtprelay'
import { applyRelayEdit, type RelayEdit } from './smtprelay-edit'

const open = (text: string) => parseDocument(fromByteString(text), { lineLimit: 510, comments: true })
const rowsOf = (text: string) => readRelay(open(text))

function edit(text: string, change: RelayEdit): string {
  const result = applyRelayEdit(open(text), change)
  if (result.ok) return toByteString(printDocument(result.value))
  const details = Object.entries(result.error.details ?? {}).map(([name, value]) => ` ${name}=${value}`)
  return result.error.code + details.join('')
}

describe('notes and rows that are switched off', () => {
  const FILE = '# office\r\n#: Scanner [until: 2027-01-31]\r\n"192.0.2.0"\t"255.255.255.0"\t"x"\r\n10.0.0.0/8'
  const at = (text: string, index: number) => {
    const row = rowsOf(text)[index]
    return { line: row?.line ?? -1, was: row?.was ?? '' }
  }
  const OFF = FILE.replace('"192', '#"192')

  it('are found, and count for nothing', () => {
    expect(rowsOf(OFF)).toMatchObject([
      { state: 'disabled', cidr: '192.0.2.0/24', note: { text: 'Scanner [until: 2027-01-31]', own: true } },
      { state: 'live', cidr: '10.0.0.0/8', coveredBy: null },
    ])
    const shadowing = '#"0.0.0.0"\t"0.0.0.0"\n10.0.0.0/8\n'
    expect(rowsOf(shadowing)[1]).toMatchObject({ state: 'live', coveredBy: null, marks: [] })
    expect(edit(shadowing, { op: 'add', networks: ['192.0.2.0/24'], confirmed: [] })).toBe(
      `${shadowing}192.0.2.0/24\n`,
    )
  })

  it('come and go by one byte', () => {
    const off = edit(FILE, { op: 'disable', rows: [at(FILE, 0)] })
    expect(off).toBe(OFF)
    expect(edit(off, { op: 'enable', rows: [at(off, 0)], confirmed: [] })).toBe(FILE)
  })

  it('are not switched on into an open relay without a word', () => {
    const wide = '#"0.0.0.0"\t"0.0.0.0"\n#"10.0.0.1"\t"255.0.255.255"\n'
    const enable = (index: number, confirmed: ('open-relay' | 'netmask-holes')[]) =>
      edit(wide, { op: 'enable', rows: [at(wide, index)], confirmed })
    expect(enable(0, [])).toBe('NETWORK_TOO_WIDE network=0.0.0.0/0 addresses=4294967296')
    expect(enable(0, ['open-relay'])).toBe(wide.slice(1))
    expect(enable(1, [])).toBe('NETMASK_HOLES network=10.0.0.1 255.0.255.255')
    expect(enable(1, ['netmask-holes'])).toContain('\n"10.0.0.1"')
  })

  it('are not replaced unseen', () => {
    const replaced = edit(OFF, { op: 'replace', row: at(OFF, 0), network: '192.0.2.0/25', confirmed: [] })
    expect(replaced).toBe('ROW_NOT_FOUND line=3')
  })

  it('go with their notes, and leave other comments', () => {
    expect(edit(FILE, { op: 'remove', rows: [at(FILE, 0)] })).toBe('# office\r\n10.0.0.0/8')
    expect(edit(OFF, { op: 'remove', rows: [at(OFF, 0)] })).toBe('# office\r\n10.0.0.0/8')
    expect(edit(FILE, { op: 'remove', rows: [at(FILE, 0), at(FILE, 1)] })).toBe('# office\r\n')
  })

  it('are noted in the line above', () => {
    const note = (text: string) => edit(FILE, { op: 'note', row: at(FILE, 0), text })
    expect(note('Scanner')).toBe(FILE.replace(' [until: 2027-01-31]', ''))
    expect(note('')).toBe(FILE.replace('#: Scanner [until: 2027-01-31]\r\n', ''))
    expect(note('Scanner [until: 2027-01-31]')).toBe('NOTHING_TO_CHANGE')
    expect(note('two\nlines')).toBe('FIELD_HAS_LINE_BREAK')
    expect(edit(FILE, { op: 'note', row: at(FILE, 1), text: 'x' })).toBe(FILE.replace('10.', '#: x\r\n10.'))
  })

  it('are added with a note for all, or one for each', () => {
    const networks = ['198.51.100.0/25', '203.0.113.0/24']
    const added = (notes: string[]) => edit('10.0.0.0/8\n', { op: 'add', networks, notes, confirmed: [] })
    const [first, second] = ['198.51.100.0/25', '203.0.113.0/24']
    expect(added([])).toBe(`10.0.0.0/8\n${first}\n${second}\n`)
    expect(added(['x [owner: Sato]'])).toBe(
      `10.0.0.0/8\n#: x [owner: Sato]\n${first}\n#: x [owner: Sato]\n${second}\n`,
    )
    expect(added(['', 'y'])).toBe(`10.0.0.0/8\n${first}\n#: y\n${second}\n`)
  })
})
