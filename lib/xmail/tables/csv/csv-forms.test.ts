import { describe, expect, it } from 'vitest'
import { unwrap } from '@/lib/errors'
import { parseCsv, printCsv } from '@/lib/xmail/csv'
import { finish } from '@/lib/xmail/steps'
import { type Document, parseDocument, printDocument } from '@/lib/xmail/tab'
import { readHnprop } from '../hnprop'
import { readIpprop } from '../ipprop'
import { applyEdit } from '../registry'
import { readSpamAddress } from '../spam-address'
import { readSpammers } from '../spammers'
import { type CsvForm, withoutHead } from './csv-form'
import { HNPROP_CSV, IPPROP_CSV } from './properties-csv'
import { SPAM_ADDRESS_CSV } from './spam-address-csv'
import { SPAMMERS_CSV } from './spammers-csv'

const open = (text: string) =>
  parseDocument(new TextEncoder().encode(text), { lineLimit: 510, comments: true })
const textOf = (doc: Document) => new TextDecoder().decode(printDocument(doc))

function importInto<Row>(
  doc: Document,
  form: CsvForm<Row>,
  read: (doc: Document) => readonly Row[],
  csv: string,
) {
  const records = withoutHead(unwrap(parseCsv(csv)), form.columns)
  const { edit, faults } = finish(form.read(read(doc), records))
  return {
    text: edit ? textOf(unwrap(applyEdit(doc, edit))) : null,
    faults: faults.map((fault) => fault?.code ?? null),
  }
}

describe('a CSV form', () => {
  it('adds the good rows and names each bad one', () => {
    const csv =
      'network,action,note\r\n192.0.2.0/24,delay 5,slow\n192.0.2.7,refuse\n198.51.100.7,block\n10.0.0.x\n'
    expect(importInto(open('# mine\n'), SPAMMERS_CSV, readSpammers, csv)).toEqual({
      text: '# mine\n#: slow\n"192.0.2.0"\t"255.255.255.0"\t"code=-5"\n',
      faults: [null, 'RULE_BEHIND_IN_LIST', 'CSV_VALUE_UNKNOWN', 'ADDRESS_IS_HOST_NAME'],
    })
  })

  it('names the other line of the same list by its line there', () => {
    const faultsOf = <Row>(form: CsvForm<Row>, read: (doc: Document) => readonly Row[], lines: string[]) => {
      const csv = [form.columns.join(','), 'x y z,x y z', '', ...lines].join('\n')
      const records = withoutHead(unwrap(parseCsv(csv)), form.columns)
      return finish(form.read(read(open('# one\n# two\n')), records))
        .faults.slice(-lines.length)
        .map((found) => found && [found.code, found.details?.by, found.details?.line])
    }
    expect(faultsOf(SPAMMERS_CSV, readSpammers, ['10.0.0.0/8', '10.1.0.0/16', '10.0.0.7,delay 5'])).toEqual([
      null,
      ['NETWORK_IN_LIST', '10.0.0.0/8', 4],
      ['RULE_BEHIND_IN_LIST', '10.0.0.0/8', 4],
    ])
    expect(
      faultsOf(IPPROP_CSV, readIpprop, ['10.0.0.0/8,WhiteList', '10.0.0.0/8,WhiteList', '10.0.0.7,NoAuth']),
    ).toEqual([null, ['NETWORK_IN_LIST', '10.0.0.0/8', 4], ['RULE_BEHIND_IN_LIST', '10.0.0.0/8', 4]])
    expect(faultsOf(HNPROP_CSV, readHnprop, ['mx.test,WhiteList', 'mx.test.jp,NoAuth'])).toEqual([
      null,
      ['RULE_BEHIND_IN_LIST', 'mx.test', 4],
    ])
    expect(faultsOf(SPAM_ADDRESS_CSV, readSpamAddress, ['*@a.test', 'b@A.test', '*@a.test'])).toEqual([
      null,
      ['PATTERN_IN_LIST', '*@a.test', 4],
      ['PATTERN_IN_LIST', '*@a.test', 4],
    ])
  })

  it('knows what is there already', () => {
    const doc = open('"*@rude.test"\n')
    const found = importInto(doc, SPAM_ADDRESS_CSV, readSpamAddress, 'a@rude.test\n*@b.test\nrude.test\n')
    expect(found).toEqual({
      text: '"*@rude.test"\n"*@b.test"\n',
      faults: ['PATTERN_COVERED', null, 'PATTERN_NOT_WHOLE'],
    })
  })

  it('takes properties by XMail’s names', () => {
    const csv = '192.0.2.0/24,WhiteList NoAuth=1\n198.51.100.0/24,EaseTLS\n203.0.113.0/24,\n'
    expect(importInto(open(''), IPPROP_CSV, readIpprop, csv)).toEqual({
      text: '"192.0.2.0/24"\t"WhiteList=1"\t"NoAuth=1"\n',
      faults: [null, 'CSV_VALUE_UNKNOWN', 'CSV_VALUE_UNKNOWN'],
    })
  })

  it('brings in again what it has exported', () => {
    roundTrip(
      SPAMMERS_CSV,
      readSpammers,
      '#: a, "b"\n"192.0.2.1"\t"255.255.255.255"\n"2001:db8::/32"\t"code=0"\n',
    )
    roundTrip(SPAM_ADDRESS_CSV, readSpamAddress, '#: =1+1\n"=x*@b.test"\n"*@d.test"\n')
    roundTrip(
      IPPROP_CSV,
      readIpprop,
      '"192.0.2.0/24"\t"WhiteList"\n"198.51.100.7/32"\t"SenderDomainCheck=0"\n',
    )
    roundTrip(HNPROP_CSV, readHnprop, '"mail.example.test"\t"WhiteList"\t"EnableVRFY"\n')
  })
})

function roundTrip<Row>(form: CsvForm<Row>, read: (doc: Document) => readonly Row[], text: string): void {
  const rows = (doc: Document) =>
    read(doc)
      .map((row) => form.print(row))
      .filter((record) => record !== null)
  const records = rows(open(text))
  expect(records.length).toBeGreaterThan(0)
  const csv = printCsv([form.columns, ...records])
  const back = importInto(open('# empty\n\n'), form, read, csv)
  expect(rows(open(back.text ?? ''))).toEqual(records)
}
