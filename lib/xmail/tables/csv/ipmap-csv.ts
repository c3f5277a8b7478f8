import { type Fault, fault } from '@/lib/errors'
import type { CsvRecord } from '@/lib/xmail/csv'
import { formatNetwork } from '@/lib/xmail/net'
import type { MailRootPath } from '@/lib/xmail/path'
import { checkIpmapAdditionsInSteps, nameNetwork } from '../check-ipmap'
import { type IpmapRow, LOWEST_PRECEDENCE, type Permission } from '../ipmap'
import { nextPrecedence } from '../ipmap-request'
import { type CsvForm, cell, networkOfCell, readRules } from './csv-form'

const HIGHEST_PRECEDENCE = 2_147_483_647

/**
 * An access list: network; `ALLOW` or `DENY`; precedence; note. Without a precedence a row wins over all that are there,
 * as one that is typed into the page does. Of equal precedence the later line wins (semantics.md 2.3), so the export is in
 * the file's order, not in that of the page: brought in again, the same rules win.
 */
export function ipmapCsv(path: MailRootPath): CsvForm<IpmapRow> {
  return {
    columns: ['network', 'permission', 'precedence', 'note'],
    arrange: (rows) => rows.toSorted((a, b) => a.line - b.line),
    print: (row) => {
      if (row.state !== 'live' || row.filter.kind !== 'network') return null
      const note = row.note?.own ? row.note.text : ''
      return [nameNetwork(row), row.permission ?? '', String(row.precedence ?? 0), note]
    },
    *read(rows, records) {
      const winning = nextPrecedence(rows)
      const { fine, faults } = yield* readRules(
        records,
        (record) => readRule(record, winning),
        (rules) => checkIpmapAdditionsInSteps(rows, rules),
      )
      const edit = {
        table: 'ipmap' as const,
        path,
        op: 'add' as const,
        rules: fine.map((rule) => ({ ...rule, network: formatNetwork(rule.network) })),
        confirmed: [],
      }
      return { edit: fine.length > 0 ? edit : null, faults }
    },
  }
}

function readRule(record: CsvRecord, winning: number) {
  const network = networkOfCell(cell(record, 0))
  if (!network.ok) return network.error
  const permission = readPermission(cell(record, 1))
  if (typeof permission !== 'string') return permission
  const precedence = readPrecedence(cell(record, 2), winning)
  if (typeof precedence !== 'number') return precedence
  return { network: network.value, permission, precedence, note: cell(record, 3) }
}

/** Not as XMail reads it, to which all but ALLOW is DENY: of a misspelt word nobody can say what was meant. */
function readPermission(text: string): Permission | Fault {
  const word = text.toUpperCase()
  if (word === 'ALLOW' || word === 'DENY') return word
  return fault('CSV_VALUE_UNKNOWN', { column: 'permission', value: text, allowed: 'ALLOW, DENY' })
}

function readPrecedence(text: string, winning: number): number | Fault {
  if (text === '') return winning
  const number = /^-?\d+$/.test(text) ? Number(text) : Number.NaN
  if (number >= LOWEST_PRECEDENCE && number <= HIGHEST_PRECEDENCE) return number
  const allowed = `${LOWEST_PRECEDENCE} … ${HIGHEST_PRECEDENCE}`
  return fault('CSV_VALUE_UNKNOWN', { column: 'precedence', value: text, allowed })
}
