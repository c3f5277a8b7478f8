import {
  type FilterForm,
  formatAddress,
  formatNetmask,
  formatPrefix,
  type Network,
  netmaskOf,
  readResolverAddress,
} from '@/lib/xmail/net'
import type { FilterRow } from './read-row'

/** What of a row tells how it is written. */
type WrittenRow = Pick<FilterRow, 'form' | 'netmask'> & { readonly state: string }

/** How a file writes IPv4 networks: two fields, as every guide has it; CIDR only where most of the live IPv4 rows are written so already. */
export function preferredForm(rows: readonly WrittenRow[]): FilterForm {
  let cidr = 0
  let netmask = 0
  for (const row of rows) {
    if (row.state !== 'live' || row.netmask === null) continue
    if (row.form === 'cidr') cidr++
    else netmask++
  }
  return cidr > netmask ? 'cidr' : 'netmask'
}

/** The two fields of a network: `address`, `netmask`; or `address/length` and null. Legacy forms are never written. */
export function filterFields(network: Network, form: FilterForm): [first: string, second: string | null] {
  if (network.kind === 'holes') return [formatAddress(network.address), formatNetmask(network.netmask)]
  const { address, length } = network.prefix
  if (address.version === 6 || form === 'cidr') return [formatPrefix(network.prefix), null]
  return [formatAddress(address), netmaskOf(length)]
}

/** A second field of a CIDR row that is a leftover netmask or empty, and no note. */
export function isIdleMask(field: string): boolean {
  const reading = readResolverAddress(field)
  return field === '' || /^\/\d+$/.test(field) || (reading !== null && 'address' in reading)
}
