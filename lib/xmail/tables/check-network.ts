import { z } from 'zod'
import { type Fault, fault } from '@/lib/errors'
import {
  filterOfNetwork,
  formatNetwork,
  type Network,
  type NetworkFilter,
  sizeOfFilter,
} from '@/lib/xmail/net'
import { isTooWide } from './describe-filter'
import type { Coverage } from './find-coverage'
import type { FilterRow } from './read-row'

/** What a person has to say yes to, by name. Who may say it is the caller's question. */
export const CONFIRMATIONS = ['open-relay', 'netmask-holes'] as const
export const confirmationSchema = z.enum(CONFIRMATIONS)
export type Confirmation = (typeof CONFIRMATIONS)[number]

/** The confirmations without which these networks are refused. */
export function confirmationsFor(networks: Iterable<Network>): Confirmation[] {
  const needed = new Set<Confirmation>()
  for (const network of networks) {
    if (isTooWide(filterOfNetwork(network))) needed.add('open-relay')
    if (network.kind === 'holes') needed.add('netmask-holes')
  }
  return [...needed]
}

/** Whether one network may be written; null: it may. */
export type Check = (network: Network) => Fault | null

/** NETMASK_HOLES {network} unless confirmed. */
export function checkHoles(network: Network, confirmed: readonly Confirmation[]): Fault | null {
  if (network.kind !== 'holes' || confirmed.includes('netmask-holes')) return null
  return fault('NETMASK_HOLES', { network: formatNetwork(network) })
}

/** NETWORK_TOO_WIDE {network, addresses} unless confirmed. */
export function checkWidth(network: Network, confirmed: readonly Confirmation[]): Fault | null {
  const filter = filterOfNetwork(network)
  return isTooWide(filter) && !confirmed.includes('open-relay')
    ? tooWide(formatNetwork(network), filter)
    : null
}

/** NETWORK_TOO_WIDE; `addresses` counts IPv4 where the network is of it. */
export function tooWide(network: string, filter: NetworkFilter): Fault {
  const { v4, v6 } = sizeOfFilter(filter)
  return fault('NETWORK_TOO_WIDE', { network, addresses: filter.version === 4 ? v4 : String(v6) })
}

type NamedRow = Pick<FilterRow, 'line' | 'cidr' | 'address' | 'netmask'>

/** Rows that networks are compared with. */
export interface Covering {
  readonly coverage: Coverage
  readonly rowAt: (id: number) => NamedRow | undefined
}

/** NETWORK_DUPLICATE {network, line} or NETWORK_COVERED {network, by, line}, by a row whose id `accept` takes. */
export function checkCoverage(
  network: Network,
  { coverage, rowAt }: Covering,
  accept?: (id: number) => boolean,
): Fault | null {
  const id = coverage.find(filterOfNetwork(network), accept)
  const row = id === null ? undefined : rowAt(id)
  return row ? coveredBy(network, row) : null
}

/** NETWORK_DUPLICATE or NETWORK_COVERED, as of `checkCoverage`, by this row. */
export function coveredBy(network: Network, row: NamedRow): Fault {
  const text = formatNetwork(network)
  const by = row.cidr ?? `${row.address} ${row.netmask}`
  const line = row.line + 1
  return by === text
    ? fault('NETWORK_DUPLICATE', { network: text, line })
    : fault('NETWORK_COVERED', { network: text, by, line })
}
