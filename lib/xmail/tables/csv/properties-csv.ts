import { type Fault, fault } from '@/lib/errors'
import { formatNetwork } from '@/lib/xmail/net'
import { mailRootPath } from '@/lib/xmail/path'
import type { HnpropRow } from '../hnprop'
import { checkHosts } from '../hnprop-edit'
import type { IppropRow } from '../ipprop'
import { checkIppropRules } from '../ipprop-edit'
import { GRANTABLE, type Grantable, SMTP_PROPERTIES, type SmtpProperties } from '../smtp-properties'
import { type CsvForm, cell, networkOfCell, placed, spread } from './csv-form'

const NAMES = SMTP_PROPERTIES.filter(({ works }) => works)

/** smtp.ipprop.tab: network; names of properties, divided by blanks; note. */
export const IPPROP_CSV: CsvForm<IppropRow> = {
  columns: ['network', 'properties', 'note'],
  print: (row) =>
    row.state === 'live' ? [row.cidr ?? '', printProperties(row.properties), row.note?.text ?? ''] : null,
  read: (rows, records) => {
    const networks = records.map((record) => networkOfCell(cell(record, 0)))
    const grants = records.map((record) => readProperties(cell(record, 1)))
    const faults = records.map((_, i): Fault | null => {
      const network = networks[i]
      return network && !network.ok ? network.error : faultOf(grants[i])
    })
    const rules = placed(
      records.map((record, i) => {
        const [network, granted] = [networks[i], grants[i]]
        if (!network?.ok || !Array.isArray(granted)) return null
        return { network: network.value, grants: granted, note: cell(record, 2) }
      }),
    )
    const checked = checkIppropRules(
      rows,
      rules.map(({ item }) => item),
    )
    const all = spread(faults, rules, checked)
    const fine = rules.filter(({ place }) => !all[place]).map(({ item }) => item)
    const edit = {
      table: 'ipprop' as const,
      path: mailRootPath('smtp.ipprop.tab'),
      op: 'add' as const,
      rules: fine.map((rule) => ({ ...rule, network: formatNetwork(rule.network) })),
      before: null,
      confirmed: [],
    }
    return { edit: fine.length > 0 ? edit : null, faults: all }
  },
}

/** smtp.hnprop.tab: beginning of a host name; names of properties, divided by blanks; note. */
export const HNPROP_CSV: CsvForm<HnpropRow> = {
  columns: ['host', 'properties', 'note'],
  print: (row) =>
    row.state === 'live' ? [row.pattern, printProperties(row.properties), row.note?.text ?? ''] : null,
  read: (rows, records) => {
    const grants = records.map((record) => readProperties(cell(record, 1)))
    const rules = placed(
      records.map((record, i) => {
        const granted = grants[i]
        return Array.isArray(granted)
          ? { host: cell(record, 0), grants: granted, note: cell(record, 2) }
          : null
      }),
    )
    const checked = checkHosts(
      rows,
      rules.map(({ item }) => item),
    )
    const all = spread(grants.map(faultOf), rules, checked)
    const fine = rules.filter(({ place }) => !all[place]).map(({ item }) => item)
    const edit = {
      table: 'hnprop' as const,
      path: mailRootPath('smtp.hnprop.tab'),
      op: 'add' as const,
      rules: fine,
      before: null,
      confirmed: [],
    }
    return { edit: fine.length > 0 ? edit : null, faults: all }
  },
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

function faultOf(grants: Grantable[] | Fault | undefined): Fault | null {
  return grants === undefined || Array.isArray(grants) ? null : grants
}
