import { unwrap } from '@/lib/errors'
import {
  type Address,
  type AddressFilter,
  type AddressSet,
  difference,
  fullSet,
  intersection,
  type NetworkFilter,
  netmaskBits,
  type Prefix,
  parsePrefix,
  setOfIntervals,
  setOfPrefixes,
  shadowsOf,
  sizeOf,
  toPrefixes,
} from '@/lib/xmail/net'
import type { Assertion } from './assertion'

/** What ::1 looks like to an IPv4 filter; to people it is IPv6's own loopback. */
const LOOPBACK = setOfIntervals([], [{ start: 1n, end: 2n }])

/** Clients of these networks, an IPv4 host also in the places of IPv6 where XMail sees it (semantics.md 2.2). */
export function clientsOfNetworks(networks: readonly string[]): AddressSet {
  const named = setOfPrefixes(networks.map((text) => unwrap(parsePrefix(text))))
  const shadows = withoutLoopback({ v4: [], v6: shadowsOf(named.v4) })
  return { v4: named.v4, v6: setOfIntervals([], [...named.v6, ...shadows.v6]).v6 }
}

/** All clients there are, or all of IPv4. */
export function clientsOver(over: Extract<Assertion, { networks: string[] }>['over']): AddressSet {
  return over === 'both' ? fullSet : withoutLoopback({ v4: fullSet.v4, v6: shadowsOf(fullSet.v4) })
}

function withoutLoopback(set: AddressSet): AddressSet {
  return difference(set, LOOPBACK)
}

/** As many addresses as are tried one by one. */
const MAX_CLIENTS = 256
const MAX_PREFIXES = 48

/** Where hosts are: no client comes from 0.0.0.0/8 or from a multicast address. */
const USUAL = setOfPrefixes(
  [
    '1.0.0.0/8',
    '2.0.0.0/7',
    '4.0.0.0/6',
    '8.0.0.0/5',
    '16.0.0.0/4',
    '32.0.0.0/3',
    '64.0.0.0/2',
    '128.0.0.0/2',
  ]
    .concat('192.0.0.0/3', '2000::/3')
    .map((text) => unwrap(parsePrefix(text))),
)

export interface SomeClients {
  readonly clients: readonly Address[]
  /** They are the whole set. */
  readonly isAll: boolean
}

/**
 * Clients of a set that is not empty: all of a small one, else the first of each of its first networks, those before others
 * that a host can have. `scattered`: filters with holes, for each of which one is looked for that it matches.
 */
export function clientsIn(set: AddressSet, scattered: readonly NetworkFilter[] = []): SomeClients {
  const { v4, v6 } = sizeOf(set)
  if (v4 + Number(v6) <= MAX_CLIENTS) return { clients: [...everyAddress(set)], isAll: true }
  const prefixes = [...toPrefixes(intersection(set, USUAL), MAX_PREFIXES), ...toPrefixes(set, MAX_PREFIXES)]
  const matched = scattered.flatMap((filter) => prefixes.flatMap((prefix) => meetingOf(filter, prefix) ?? []))
  const clients = [...matched, ...prefixes.map(({ address }) => address)]
  return { clients: clients.slice(0, MAX_CLIENTS), isAll: false }
}

function* everyAddress({ v4, v6 }: AddressSet): Generator<Address> {
  for (const { start, end } of v4) for (let bits = start; bits < end; bits++) yield { version: 4, bits }
  for (const { start, end } of v6) for (let bits = start; bits < end; bits++) yield { version: 6, bits }
}

/** An address that is in a network and that a netmask with holes matches; null: there is none. */
function meetingOf(filter: NetworkFilter, { address, length }: Prefix): Address | null {
  if (filter.version !== 4 || address.version !== 4) return null
  const own = netmaskBits(length)
  if (((filter.address ^ address.bits) & filter.mask & own) !== 0) return null
  return { version: 4, bits: (address.bits | (filter.address & filter.mask & ~own)) >>> 0 }
}

export function isNetwork(filter: AddressFilter): filter is NetworkFilter {
  return filter.kind === 'network'
}
