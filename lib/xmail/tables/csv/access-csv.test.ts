import { describe, expect, it } from 'vitest'
import { unwrap } from '@/lib/errors'
import { parseCsv, printCsv } from '@/lib/xmail/csv'
import { mailRootPath } from '@/lib/xmail/path'
import { finish } from '@/lib/xmail/steps'
import { type Document, parseDocument, printDocument } from '@/lib/xmail/tab'
import { readIpmap } from '../ipmap'
import { applyEdit } from '../registry'
import { withoutHead } from './csv-form'
import { ipmapCsv } from './ipmap-csv'

const FORM = ipmapCsv(mailRootPath('smtp.ipmap.tab'))
const open = (text: string) =>
  parseDocument(new TextEncoder().encode(text), { lineLimit: 510, comments: true })
const textOf = (doc: Document) => new TextDecoder().decode(printDocument(doc))

function importInto(doc: Document, csv: string) {
  const { edit, faults } = finish(FORM.read(readIpmap(doc), withoutHead(unwrap(parseCsv(csv)), FORM.columns)))
  return {
    text: edit ? textOf(unwrap(applyEdit(doc, edit))) : null,
    faults: faults.map((fault) => fault && [fault.code, fault.details?.line].filter(Boolean).join(' ')),
  }
}

function exportOf(doc: Document): string {
  const rows = FORM.arrange?.(readIpmap(doc)) ?? []
  return printCsv([FORM.columns, ...rows.map(FORM.print).filter((record) => record !== null)])
}

/** What decides, in the order in which it does. */
const rulesOf = (doc: Document) =>
  readIpmap(doc)
    .filter(({ state }) => state === 'live')
    .map(({ cidr, permission, precedence }) => `${cidr} ${permission} ${precedence}`)

describe('CSV of an access list', () => {
  const FILE = '# mine\n"0.0.0.0"\t"0.0.0.0"\t"DENY"\t"1"\n"192.0.2.0"\t"255.255.255.0"\t"ALLOW"\t"2"\n'

  it('gives a rule without a precedence one that wins over all that are there', () => {
    const csv = 'network,permission,precedence,note\n198.51.100.0/24,allow,,new office\n10.0.0.0/8,DENY,1,\n'
    expect(importInto(open(FILE), csv)).toEqual({
      text: `${FILE}#: new office\n"198.51.100.0"\t"255.255.255.0"\t"ALLOW"\t"3"\n"10.0.0.0"\t"255.0.0.0"\t"DENY"\t"1"\n`,
      faults: [null, null],
    })
  })

  it('names each bad line', () => {
    const csv = [
      '192.0.2.0/24,ALLOW,2',
      '192.0.2.128/25,DENY,1',
      '10.0.0.x,DENY,1',
      '10.0.0.0/8,OK,1',
      '10.0.0.0/8,DENY,high',
      '10.0.0.0/8,DENY,2147483648',
      '10.0.0.0/8,DENY,-2',
      '10.0.0.0/8,DENY,-1',
      '10.0.0.0/8,DENY,-1',
      '10.0.0.1 255.0.255.255,DENY,1',
    ].join('\n')
    expect(importInto(open(FILE), csv)).toEqual({
      text: null,
      faults: [
        'NETWORK_DUPLICATE 3',
        'NETWORK_COVERED 3',
        'ADDRESS_IS_HOST_NAME',
        'CSV_VALUE_UNKNOWN',
        'CSV_VALUE_UNKNOWN',
        'CSV_VALUE_UNKNOWN',
        'CSV_VALUE_UNKNOWN',
        'NETWORK_COVERED 2',
        'NETWORK_IN_LIST 8',
        'NETMASK_HOLES',
      ],
    })
    expect(importInto(open(''), 'network\n10.0.0.0/8,DENY,-1\n10.0.0.0/8,DENY,-1\n')).toEqual({
      text: '"10.0.0.0"\t"255.0.0.0"\t"DENY"\t"-1"\n',
      faults: [null, 'NETWORK_IN_LIST 2'],
    })
  })

  it('keeps which rule wins, of equal precedence too', () => {
    const doc = open(
      '"10.0.0.0"\t"255.0.0.0"\t"ALLOW"\t"5"\n#: why\n"10.1.0.0"\t"255.255.0.0"\t"DENY"\t"5"\n' +
        '"2001:db8::/32"\t""\t"ALLOW"\t"9"\n"10.0.0.0"\t"255.0.0.0"\t"DENY"\t"5"\n# off\nnonsense\n',
    )
    const again = importInto(open(''), exportOf(doc))
    expect(rulesOf(open(again.text ?? ''))).toEqual(rulesOf(doc))
    expect(again.text).toContain('#: why\n"10.1.0.0"')
  })
})
