import { describe, expect, it } from 'vitest'
import { fromByteString, parseDocument, printDocument } from '@/lib/xmail/tab'
import { readRelayChange, relayRequestOf } from './relay-change'
import { readRelay } from './smtprelay'
import { applyRelayEdit } from './smtprelay-edit'

const TODAY = '2026-11-24'
const MAY = { wide: true, holes: true }
const FILE = [
  '#: Scanner [rack: 7] [owner: Sato]',
  '"192.0.2.0"\t"255.255.255.0"\t"Tokyo"',
  '10.0.0.0/8',
  '"127.0.0.5"',
  '#172.16.0.0/12',
  '# a heading',
  '198.51.100.0/24',
  '',
].join('\n')

const document = parseDocument(fromByteString(FILE), { lineLimit: 510, comments: true })
const rows = readRelay(document)

/** Changes the row that begins with a text, and gives what the file becomes, or why it stays. */
function change(start: string, fields: object, may = MAY): string {
  const row = rows.find(({ was }) => was.includes(start))
  if (!row) throw new Error(`no row: ${start}`)
  const reading = readRelayChange(rows, row, { ...relayRequestOf(row), ...fields }, may, TODAY)
  const fault = reading.networkFault ?? reading.problems[0]?.fault ?? reading.detailFault
  if (fault) return `${fault.code} ${fault.field ?? ''}`.trim()
  if (reading.asksWide || reading.asksHoles) return reading.asksWide ? 'asks wide' : 'asks holes'
  if (!reading.edit) return reading.isSame ? 'same' : 'not ready'
  const edited = applyRelayEdit(document, reading.edit)
  return edited.ok ? new TextDecoder().decode(printDocument(edited.value)) : edited.error.code
}

describe('readRelayChange', () => {
  it('shows a row as it is, and changes nothing while nothing is changed', () => {
    const [first, , dead] = rows
    expect(first && relayRequestOf(first)).toMatchObject({
      text: '192.0.2.0/24',
      note: 'Scanner [rack: 7]',
      owner: 'Sato',
    })
    expect(dead && relayRequestOf(dead).text).toBe('127.0.0.5')
    for (const { was } of rows) expect(change(was, {}), was).toBe('same')
  })

  it('writes the network and what is noted about it in one edit, in the form of the row', () => {
    expect(change('192.0.2.0', { text: '192.0.2.0-192.0.2.127', until: '2027-01-31' })).toBe(
      FILE.replace('[owner: Sato]', '[owner: Sato] [until: 2027-01-31]').replace(
        '"255.255.255.0"',
        '"255.255.255.128"',
      ),
    )
    expect(change('10.0.0.0', { text: '10.0.0.0/9', note: 'VPN' })).toBe(
      FILE.replace('10.0.0.0/8', '#: VPN\n"10.0.0.0/9"'),
    )
  })

  it('writes either alone', () => {
    expect(change('192.0.2.0', { text: '192.0.3.0/24' })).toBe(FILE.replace('192.0.2.0', '192.0.3.0'))
    expect(change('192.0.2.0', { note: '', owner: '' })).toBe(FILE.slice(FILE.indexOf('"192')))
    // A heading is nobody's note.
    expect(change('198.51', { note: 'Fair' })).toBe(FILE.replace('198.51', '#: Fair\n198.51'))
  })

  it('mends a row that XMail ignores', () => {
    expect(change('127.0.0.5', { text: '127.0.0.5' })).toBe('same')
    expect(change('127.0.0.5', { text: '127.0.0.5/32' })).toBe(FILE.replace('"127.0.0.5"', '"127.0.0.5/32"'))
  })

  it.each([
    ['192.0.2.0', { text: '192.0.2.0/25\n203.0.113.0/24' }, 'ROW_HOLDS_ONE_NETWORK text'],
    ['192.0.2.0', { text: '192.0.2.1-192.0.2.6' }, 'ROW_HOLDS_ONE_NETWORK text'],
    ['192.0.2.0', { text: ' ' }, 'ADDRESS_EMPTY text'],
    ['192.0.2.0', { text: 'mail.example.com' }, 'ADDRESS_IS_HOST_NAME'],
    ['192.0.2.0', { text: '10.1.0.0/16' }, 'NETWORK_COVERED'],
    ['192.0.2.0', { until: '2026-11-01' }, 'DAY_OVER until'],
    ['192.0.2.0', { ticket: '[1]' }, 'DETAIL_HAS_BRACKETS ticket'],
    ['192.0.2.0', { text: '0.0.0.0/0' }, 'asks wide'],
    ['192.0.2.0', { text: '172.17.0.1 255.255.0.255' }, 'asks holes'],
    // Its own network in another writing is no change, and no duplicate of itself.
    ['192.0.2.0', { text: '192.0.2.0 255.255.255.0' }, 'same'],
    // A row that is switched off keeps its network until it is switched on.
    ['172.16', { text: '172.16.0.0/13' }, 'same'],
  ])('%s with %j: %s', (start, fields, expected) => expect(change(start, fields)).toBe(expected))

  it('takes a wide network once it was typed again, from whom it may', () => {
    const wide = { text: '0.0.0.0/0', typed: '0.0.0.0/0' }
    expect(change('192.0.2.0', wide)).toContain('"0.0.0.0"\t"0.0.0.0"\t"Tokyo"')
    expect(change('192.0.2.0', wide, { wide: false, holes: false })).toBe('NETWORK_TOO_WIDE')
  })
})
