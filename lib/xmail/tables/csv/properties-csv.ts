import { type Fault, fault } from '@/lib/errors'
import type { CsvRecord } from '@/lib/xmail/csv'
import { formatNetwork } from '@/lib/xmail/net'
import { mailRootPath } from '@/lib/xmail/path'
import type { HnpropRow } from '../hnprop'
import { checkHostsInSteps } from '../hnprop-edit'
import type { IppropRow } from '../ipprop'
import { checkIppropRulesInSteps } from '../ipprop-edit'
import { GRANTABLE, type Grantable, SMTP_PROPERTIES, type SmtpProperties } from '../smtp-properties'
import { type CsvForm, cell, networkOfCell, readRules } from './csv-form'

const NAMES = SMTP_PROPERTIES.filter(({ works }) => works)

/** smtp.ipprop.tab: network; names of properties, divided by blanks; note. */
export const IPPROP_CSV: CsvForm<IppropRow> = {
  columns: ['network', 'properties', 'note'],
  print: (row) =>
    row.state === 'live' ? [row.cidr ?? '', printProperties(row.properties), row.note?.text ?? ''] : null,
  *read(rows, records) {
    const { fine, faults } = yield* readRules(records, readNetworkRule, (rules) =>
      checkIppropRulesInSteps(rows, rules),
    )
    const edit = {
      table: 'ipprop' as const,
      path: mailRootPath('smtp.ipprop.tab'),
      op: 'add' as const,
      rules: fine.map((rule) => ({ ...rule, network: formatNetwork(rule.network) })),
      before: null,
      confirmed: [],
    }
    return { edit: fine.length > 0 ? edit : null, faults }
  },
}

/** smtp.hnprop.tab: beginning of a host name; names of properties, divided by blanks; note. */
export const HNPROP_CSV: CsvForm<HnpropRow> = {
  columns: ['host', 'properties', 'note'],
  print: (row) =>
    row.state === 'live' ? [row.pattern, printProperties(row.properties), row.note?.text ?? ''] : null,
  *read(rows, records) {
    const { fine, faults } = yield* readRules(records, readHostRule, (rules) =>
      checkHostsInSteps(rows, rules),
    )
    const edit = {
      table: 'hnprop' as const,
      path: mailRootPath('smtp.hnprop.tab'),
      op: 'add' as const,
      rules: [...fine],
      before: null,
      confirmed: [],
    }
    return { edit: fine.length > 0 ? edit : null, faults }
  },
}

function readNetworkRule(record: CsvRecord) {
  const network = networkOfCell(cell(record, 0))
  if (!network.ok) return network.error
  const grants = readProperties(cell(record, 1))
  return Array.isArray(grants) ? { network: network.value, grants, note: cell(record, 2) } : grants
}

function readHostRule(record: CsvRecord) {
  const grants = readProperties(cell(record, 1))
  return Array.isArray(grants) ? { host: cell(record, 0), grants, note: cell(record, 2) } : grants
}

function printProperties(properties: SmtpProperties): string {
  return NAMES.filter(({ key }) => properties[key])
    .map(({ name }) => name)
    .join(' ')
}

/** `WhiteList NoAuth`, also as XMail writes them (`WhiteList=1`, `SenderDomainCheck=0`). */
function readProperties(text: string): Grantable[] | Fault {
  const words = text.split(/[\s,]+/).filter((word) => word !== '')
  const keys = words.map((word) => {
    const name = word.replace(/=[01]$/, '').toLowerCase()
    return GRANTABLE.find((key) => NAMES.some((each) => each.key === key && each.name.toLowerCase() === name))
  })
  const unknown = words.find((_, i) => keys[i] === undefined)
  if (unknown === undefined && words.length > 0) return keys.flatMap((key) => key ?? [])
  const allowed = NAMES.map(({ name }) => name).join(', ')
  return fault('CSV_VALUE_UNKNOWN', { column: 'properties', value: unknown ?? '', allowed })
}
