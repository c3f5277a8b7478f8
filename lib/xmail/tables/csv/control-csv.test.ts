import { describe, expect, it } from 'vitest'
import { unwrap } from '@/lib/errors'
import { parseCsv, printCsv } from '@/lib/xmail/csv'
import { encodePassword } from '@/lib/xmail/password'
import { finish } from '@/lib/xmail/steps'
import { type Document, decodeText, parseDocument, printDocument } from '@/lib/xmail/tab'
import { readCtrlaccounts } from '../ctrlaccounts'
import { applyEdit } from '../registry'
import { readSmtpextauth } from '../smtpextauth'
import { type CsvForm, withoutHead } from './csv-form'
import { CTRLACCOUNTS_CSV } from './ctrlaccounts-csv'
import { smtpextauthCsv } from './smtpextauth-csv'

const open = (text: string, comments: boolean) =>
  parseDocument(new TextEncoder().encode(text), { lineLimit: 510, comments })
const textOf = (doc: Document) => new TextDecoder().decode(printDocument(doc))

function importInto<Row>(
  doc: Document,
  form: CsvForm<Row>,
  read: (doc: Document) => readonly Row[],
  csv: string,
) {
  const { edit, faults } = finish(form.read(read(doc), withoutHead(unwrap(parseCsv(csv)), form.columns)))
  return {
    text: edit ? textOf(unwrap(applyEdit(doc, edit))) : null,
    faults: faults.map((fault) => fault && [fault.code, fault.details?.line].filter(Boolean).join(' ')),
  }
}

const exportOf = <Row>(form: CsvForm<Row>, rows: readonly Row[]) =>
  printCsv([form.columns, ...rows.map(form.print).filter((record) => record !== null)])

describe('CSV of ctrlaccounts.tab', () => {
  const FILE = `"admin"\t"${encodePassword('s3cret-canary')}"\n`

  it('adds accounts, and names each bad line', () => {
    const csv = 'user,password\nmonitor,test\nADMIN,x\nnew,\nhash,#abc\nMonitor,test\n'
    expect(importInto(open(FILE, false), CTRLACCOUNTS_CSV, readCtrlaccounts, csv)).toEqual({
      text: `${FILE}"monitor"\t"11001611"\n`,
      faults: [
        null,
        'ACCOUNT_DUPLICATE 1',
        'ACCOUNT_PASSWORD_NEEDED',
        'ACCOUNT_PASSWORD_HASH',
        'ACCOUNT_DUPLICATE 2',
      ],
    })
  })

  it('exports names alone', () => {
    expect(exportOf(CTRLACCOUNTS_CSV, readCtrlaccounts(open(FILE, false)))).toBe(
      'user,password\r\nadmin,\r\n',
    )
  })
})

describe('CSV of smtpextauth.tab', () => {
  const FILE = '#: ours\n"PLAIN"\t"/opt/\u{e9}"\t"@@USER"\t"a, b"\n'
  const doc = open(FILE, true)
  const form = smtpextauthCsv((bytes) => decodeText(doc, bytes))

  it('adds programs with as many arguments as there are, and names each bad line', () => {
    const csv =
      'mechanism,program,note,arguments\nlogin,/opt/x,,@@USER,@@PASS,\nPLAIN,/opt/x\nLOGIN,/opt/y\nNTLM,/x\nCRAM-MD5,x\nCRAM-MD5,/x,,@@NAME\n'
    expect(importInto(doc, form, readSmtpextauth, csv)).toEqual({
      text: `${FILE}"LOGIN"\t"/opt/x"\t"@@USER"\t"@@PASS"\n`,
      faults: [
        null,
        'MECHANISM_DUPLICATE 2',
        'MECHANISM_DUPLICATE 2',
        'CSV_VALUE_UNKNOWN',
        'PROGRAM_NOT_ABSOLUTE',
        'MACRO_UNKNOWN',
      ],
    })
  })

  it('brings in again what it has exported', () => {
    const csv = exportOf(form, readSmtpextauth(doc))
    expect(importInto(open('', true), form, readSmtpextauth, csv)).toEqual({ text: FILE, faults: [null] })
  })
})
