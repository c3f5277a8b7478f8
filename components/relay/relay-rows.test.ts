import { describe, expect, it } from 'vitest'
import { mailRootPath } from '@/lib/xmail/path'
import { fromByteString, parseDocument } from '@/lib/xmail/tab'
import { applyEdits, type Edit, readRelay } from '@/lib/xmail/tables'
import { mergeInFileOrder } from '@/lib/xmail/tables/draft-rows'
import { arrangeRows, type Order, type Selection } from './arrange-rows'
import { findLastEdit } from './find-last-edit'
import { showRelayRows } from './show-relay-rows'

const TODAY = '2026-11-24'
const RELAY = { table: 'smtprelay', path: mailRootPath('smtprelay.tab') } as const
const FILE = [
  '#: Scanner [ticket: 12] [owner: Sato] [until: 2026-11-26]',
  '"192.0.2.0"\t"255.255.255.0"',
  '2001:db8::/32',
  '#: [ticket: 9] [owner: abe] [until: 2027-01-31]',
  '10.0.0.0/8',
  '#: old [until: 2026-11-01]',
  '#10.9.0.0/16',
  '"127.0.0.5"',
]

function show(edits: readonly Edit[]) {
  const live = parseDocument(fromByteString(`${FILE.join('\n')}\n`), { lineLimit: 510, comments: true })
  const { document: drafted, stale } = applyEdits(live, 'smtprelay.tab', edits)
  expect(stale).toBeNull()
  const table = { live, drafted, liveRows: readRelay(live), draftedRows: readRelay(drafted) }
  return showRelayRows({ ...table, rows: mergeInFileOrder(table) }, TODAY)
}

const at = (line: number) => ({ line, was: FILE[line] ?? '' })
const off: Edit = { ...RELAY, op: 'disable', rows: [at(1)] }
const on: Edit = { ...RELAY, op: 'enable', rows: [at(6)], confirmed: [] }
const note: Edit = { ...RELAY, op: 'note', row: at(2), text: 'v6' }

describe('showRelayRows', () => {
  const inShort = (edits: readonly Edit[]) =>
    show(edits).map(({ row, change, switched, noted, end }) =>
      [row.cidr, row.state, change, switched && 'switched', noted && 'noted', end.kind]
        .filter(Boolean)
        .join(' '),
    )

  it('shows what is noted, and when it ends', () => {
    expect(inShort([])).toEqual([
      '192.0.2.0/24 live none soon',
      '2001:db8::/32 live none none',
      '10.0.0.0/8 live none later',
      '10.9.0.0/16 disabled none over',
      'dead none none',
    ])
    expect(show([])[0]?.details).toEqual({
      text: 'Scanner',
      ticket: '12',
      owner: 'Sato',
      until: '2026-11-26',
    })
  })

  it('shows a row that the draft switches as one row, as it will be', () => {
    expect(inShort([off, on, note])).toEqual([
      '192.0.2.0/24 disabled none switched soon',
      '2001:db8::/32 live none noted none',
      '10.0.0.0/8 live none later',
      '10.9.0.0/16 live none switched over',
      'dead none none',
    ])
  })

  it('keeps what is removed in its place', () => {
    expect(inShort([{ ...RELAY, op: 'remove', rows: [at(1)] }])[0]).toBe('192.0.2.0/24 live removed soon')
  })
})

describe('findLastEdit', () => {
  const add: Edit = { ...RELAY, op: 'add', networks: ['198.51.100.0/24', '203.0.113.0/24'], confirmed: [] }
  const last = (edits: readonly Edit[], network: string) => {
    const found = show(edits).find(({ row }) => row.cidr === network)
    return found && findLastEdit(edits, found.row)
  }

  it('is what has to be taken back first', () => {
    expect(last([off, note], '192.0.2.0/24')).toEqual({ edit: 0 })
    expect(last([off, note], '2001:db8::/32')).toEqual({ edit: 1 })
    expect(last([off, note], '10.0.0.0/8')).toBeNull()
    expect(last([add], '203.0.113.0/24')).toEqual({ edit: 0, network: '203.0.113.0/24' })
    const added = show([add]).find(({ row }) => row.cidr === '203.0.113.0/24')?.row
    const row = { line: added?.line ?? -1, was: added?.was ?? '' }
    const noted: Edit = { ...RELAY, op: 'note', row, text: 'x' }
    expect(last([add, noted], '203.0.113.0/24')).toEqual({ edit: 1 })
    const offAndNoted: Edit = { ...RELAY, op: 'note', row: { line: 1, was: `#${FILE[1]}` }, text: 'x' }
    expect(last([off, offAndNoted], '192.0.2.0/24')).toEqual({ edit: 1 })
  })
})

describe('arrangeRows', () => {
  const arranged = (order: Order, selection: Selection = 'all', wanted = '') =>
    arrangeRows(show([]), { order, selection, wanted }).map(({ row }) => row.cidr ?? 'dead')

  it('puts what is missing last, and numbers in order', () => {
    expect(arranged('file')).toEqual(['192.0.2.0/24', '2001:db8::/32', '10.0.0.0/8', '10.9.0.0/16', 'dead'])
    expect(arranged('network')).toEqual([
      '10.0.0.0/8',
      '10.9.0.0/16',
      '192.0.2.0/24',
      '2001:db8::/32',
      'dead',
    ])
    expect(arranged('ticket').slice(0, 2)).toEqual(['10.0.0.0/8', '192.0.2.0/24'])
    expect(arranged('owner').slice(0, 2)).toEqual(['10.0.0.0/8', '192.0.2.0/24'])
    expect(arranged('until').slice(0, 3)).toEqual(['10.9.0.0/16', '192.0.2.0/24', '10.0.0.0/8'])
  })

  it('finds by address, by note, by end and by state', () => {
    expect(arranged('file', 'all', '10.9.1.1')).toEqual(['10.0.0.0/8'])
    expect(arranged('file', 'all', 'sato')).toEqual(['192.0.2.0/24'])
    expect(arranged('file', 'all', '2027-')).toEqual(['10.0.0.0/8'])
    expect(arranged('file', 'ending')).toEqual(['192.0.2.0/24', '10.9.0.0/16'])
    expect(arranged('file', 'endless')).toEqual(['2001:db8::/32'])
    expect(arranged('file', 'off')).toEqual(['10.9.0.0/16'])
  })
})
