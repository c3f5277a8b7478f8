import { type Fault, fault } from '@/lib/errors'
import { type CsvRecord, readCell } from '@/lib/xmail/csv'
import { mailRootPath } from '@/lib/xmail/path'
import { findMechanism, MECHANISMS, type SmtpextauthRow } from '../smtpextauth'
import { checkPrograms } from '../smtpextauth-edit'
import { type CsvForm, cell, readRules } from './csv-form'

const FIRST_ARGUMENT = 3

/**
 * smtpextauth.tab: mechanism; program with its whole path; note; and the arguments, each in a column of its own to the end
 * of the line, for there is no character that they could be divided by. `decode`: a byte string of the file as text.
 */
export function smtpextauthCsv(decode: (bytes: string) => string): CsvForm<SmtpextauthRow> {
  return {
    columns: ['mechanism', 'program', 'note', 'arguments'],
    print: ({ state, mechanism, program, note, args }) =>
      state === 'live' ? [mechanism, decode(program), note?.own ? note.text : '', ...args.map(decode)] : null,
    *read(rows, records) {
      const { fine, faults } = yield* readRules(records, readProgram, function* (rules, lineOf) {
        return checkPrograms(rows, rules, (place) => lineOf(place + 1))
      })
      const edit = {
        table: 'smtpextauth' as const,
        path: mailRootPath('smtpextauth.tab'),
        op: 'add' as const,
        rules: [...fine],
      }
      return { edit: edit.rules.length > 0 ? edit : null, faults }
    },
  }
}

function readProgram(record: CsvRecord) {
  const mechanism = findMechanism(cell(record, 0))
  if (!mechanism) return unknownMechanism(cell(record, 0))
  const args = record.fields.slice(FIRST_ARGUMENT).map(readCell)
  // A spreadsheet gives every line as many fields as the longest one has.
  while (args.at(-1) === '') args.pop()
  return { mechanism, program: cell(record, 1), note: cell(record, 2), args }
}

function unknownMechanism(value: string): Fault {
  return fault('CSV_VALUE_UNKNOWN', { column: 'mechanism', value, allowed: MECHANISMS.join(', ') })
}
