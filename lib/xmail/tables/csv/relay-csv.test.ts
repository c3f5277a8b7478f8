import { expect, it } from 'vitest'
import { unwrap } from '@/lib/errors'
import { parseCsv, printCsv } from '@/lib/xmail/csv'
import { finish } from '@/lib/xmail/steps'
import { type Document, fromByteString, parseDocument, printDocument, toByteString } from '@/lib/xmail/tab'
import { applyEdit } from '../registry'
import { readRelay } from '../smtprelay'
import { withoutHead } from './csv-form'
import { relayCsv } from './relay-csv'

const FORM = relayCsv('2026-11-24')
const open = (text: string) => parseDocument(fromByteString(text), { lineLimit: 510, comments: true })

function bringIn(text: string, csv: string) {
  const doc = open(text)
  const { edit, faults } = finish(FORM.read(readRelay(doc), withoutHead(unwrap(parseCsv(csv)), FORM.columns)))
  return {
    text: edit ? toByteString(printDocument(unwrap(applyEdit(doc, edit)))) : null,
    faults: faults.map((found) => found && [found.code, found.details?.line]),
  }
}

const print = (doc: Document) =>
  printCsv([FORM.columns, ...readRelay(doc).flatMap((row) => [FORM.print(row) ?? []])])

it('adds each network with its own details', () => {
  const csv =
    'network,note,ticket,owner,until\r\n192.0.2.0/24,Scanner,4711,Sato,2027-01-31\r\n203.0.113.7\r\n'
  expect(bringIn('10.0.0.0/8\n', csv)).toEqual({
    text: '10.0.0.0/8\n#: Scanner [ticket: 4711] [owner: Sato] [until: 2027-01-31]\n192.0.2.0/24\n203.0.113.7/32\n',
    faults: [null, null],
  })
})

it('says of each line what is wrong with it', () => {
  const lines = [
    '10.1.0.0/16',
    '0.0.0.0/0',
    '192.0.2.0/24,,[1]',
    '192.0.2.0/24,,,,2026-11-23',
    '192.0.2.0/24',
    '192.0.2.8',
  ]
  expect(bringIn('# x\n10.0.0.0/8\n', lines.join('\n'))).toEqual({
    text: '# x\n10.0.0.0/8\n192.0.2.0/24\n',
    faults: [
      ['NETWORK_COVERED', 2],
      ['NETWORK_TOO_WIDE', undefined],
      ['DETAIL_HAS_BRACKETS', undefined],
      ['DAY_OVER', undefined],
      null,
      ['NETWORK_IN_LIST', 5],
    ],
  })
})

it('brings in again what it has exported', () => {
  const doc = open(
    '#: =1 [rack: 7] [owner: Sato] [until: 2027-01-31]\n"192.0.2.0"\t"255.255.255.0"\n# no note\n2001:db8::/32\n#: off\n#10.0.0.0/8\n',
  )
  const csv = print(doc)
  const back = bringIn('# empty\n', csv)
  expect(back.faults).toEqual([null, null])
  expect(print(open(back.text ?? ''))).toBe(csv.replace(/^\r\n/m, ''))
  expect(csv).toContain("192.0.2.0/24,'=1 [rack: 7],,Sato,2027-01-31")
})
