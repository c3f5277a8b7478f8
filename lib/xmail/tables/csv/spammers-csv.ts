import { type Fault, fault } from '@/lib/errors'
import type { CsvRecord } from '@/lib/xmail/csv'
import { formatNetwork } from '@/lib/xmail/net'
import { mailRootPath } from '@/lib/xmail/path'
import { checkSpammersRulesInSteps } from '../check-spammers'
import type { SpammersAction, SpammersRow } from '../spammers'
import { MAX_DELAY_SECONDS } from '../spammers-edit'
import { type CsvForm, cell, networkOfCell, readRules } from './csv-form'

const ALLOWED = 'refuse, signed-in-only, delay 5'

/** spammers.tab: network; `refuse` (or nothing), `signed-in-only` or `delay` and its seconds; note. */
export const SPAMMERS_CSV: CsvForm<SpammersRow> = {
  columns: ['network', 'action', 'note'],
  print: (row) =>
    row.state === 'live' && row.action
      ? [row.cidr ?? `${row.address}/${row.netmask}`, printAction(row.action), row.note?.text ?? '']
      : null,
  *read(rows, records) {
    const { fine, faults } = yield* readRules(records, readRule, (rules) =>
      checkSpammersRulesInSteps(rows, rules),
    )
    const edit = {
      table: 'spammers' as const,
      path: mailRootPath('spammers.tab'),
      op: 'add' as const,
      rules: fine.map((rule) => ({ ...rule, network: formatNetwork(rule.network) })),
      before: null,
      confirmed: [],
    }
    return { edit: fine.length > 0 ? edit : null, faults }
  },
}

function readRule(record: CsvRecord) {
  const network = networkOfCell(cell(record, 0))
  if (!network.ok) return network.error
  const action = readAction(cell(record, 1))
  return action ? { network: network.value, action, note: cell(record, 2) } : unknownAction(cell(record, 1))
}

function printAction(action: SpammersAction): string {
  return action.kind === 'delay' ? `delay ${action.seconds}` : action.kind
}

function readAction(text: string): SpammersAction | null {
  const [, seconds] = /^delay (\d{1,4})$/i.exec(text) ?? []
  if (seconds !== undefined) {
    const isGood = Number(seconds) >= 1 && Number(seconds) <= MAX_DELAY_SECONDS
    return isGood ? { kind: 'delay', seconds: Number(seconds) } : null
  }
  const word = text.toLowerCase()
  if (word === '' || word === 'refuse') return { kind: 'refuse' }
  return word === 'signed-in-only' ? { kind: 'signed-in-only' } : null
}

function unknownAction(value: string): Fault {
  return fault('CSV_VALUE_UNKNOWN', { column: 'action', value, allowed: ALLOWED })
}
