import { expect, it } from 'vitest'
import { unwrap } from '@/lib/errors'
import { type Document, parseDocument } from '@/lib/xmail/tab'
import { applyIpmapEdit, ipmapEditSchema, nameNetwork, readIpmap } from '@/lib/xmail/tables'
import { arrangeRows } from './arrange-rows'

const TEXT =
  '"0.0.0.0"\t"0.0.0.0"\t"DENY"\t1\n"10.0.0.0"\t"255.0.0.0"\t"ALLOW"\t2\n"172.16.0.0"\t"255.240.0.0"\t"ALLOW"\t3\n'
const live = parseDocument(new TextEncoder().encode(TEXT), { lineLimit: 510, comments: true })

function edit(
  doc: Document,
  network: string,
  change: (ref: { line: number; was: string }) => object,
): Document {
  const row = readIpmap(doc).find((each) => nameNetwork(each) === network)
  if (!row) throw new Error(`no row ${network}`)
  return unwrap(applyIpmapEdit(doc, ipmapEditSchema.parse(change({ line: row.line, was: row.was }))))
}

const arrange = (drafted: Document) =>
  arrangeRows({ live, drafted, liveRows: readIpmap(live), draftedRows: readIpmap(drafted) })
const shown = (drafted: Document) =>
  arrange(drafted).map(({ row, change, before, isNoted }) =>
    [nameNetwork(row), row.state, before ? 'changed' : change, isNoted ? 'noted' : ''].join(' ').trim(),
  )
const keys = (drafted: Document) => arrange(drafted).map(({ key }) => key)

it('shows a moved rule once, where it will be, with what it was', () => {
  const moved = edit(live, '0.0.0.0/0', (row) => ({ op: 'move', row, to: 1 }))
  expect(shown(moved)).toEqual(['172.16.0.0/12 live none', '0.0.0.0/0 live changed', '10.0.0.0/8 live none'])
  expect(arrange(moved)[1]?.before).toMatchObject({ precedence: 1 })
  const back = edit(moved, '0.0.0.0/0', (row) => ({
    op: 'replace',
    row,
    rule: { network: '0.0.0.0/0', permission: 'DENY', precedence: 1 },
  }))
  // Written anew it has quotes round its number, so that its line differs.
  expect(shown(back)[2]).toBe('0.0.0.0/0 live changed')
})

it('has not changed what is switched off and on again', () => {
  const off = edit(live, '10.0.0.0/8', (row) => ({ op: 'disable', rows: [row] }))
  expect(shown(off)).toEqual([
    '172.16.0.0/12 live none',
    '0.0.0.0/0 live none',
    '10.0.0.0/8 disabled changed',
  ])
  const on = edit(off, '10.0.0.0/8', (row) => ({ op: 'enable', rows: [row] }))
  expect(shown(on)).toEqual(shown(live))
})

it('keeps a removed rule where it had won, and tells a new note', () => {
  const removed = edit(live, '10.0.0.0/8', (row) => ({ op: 'remove', rows: [row] }))
  expect(shown(edit(removed, '0.0.0.0/0', (row) => ({ op: 'note', row, text: 'all others' })))).toEqual([
    '172.16.0.0/12 live none',
    '10.0.0.0/8 live removed',
    '0.0.0.0/0 live none noted',
  ])
})

it('gives a rule the same key wherever it goes, so that the focus stays on it', () => {
  const moved = edit(live, '0.0.0.0/0', (row) => ({ op: 'move', row, to: 0 }))
  const noted = edit(moved, '10.0.0.0/8', (row) => ({ op: 'note', row, text: 'office' }))
  expect(new Set(keys(noted))).toEqual(new Set(keys(live)))
  expect(keys(noted)[0]).toBe(keys(live)[2])
})
