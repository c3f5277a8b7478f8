import {
  type AddressFilter,
  formatAddress,
  formatNetmask,
  ipv4Behind,
  type NetworkFilter,
  netmaskBits,
  netmaskOfBits,
  type SetSize,
  sizeOfFilter,
} from '@/lib/xmail/net'
import { makeIpv4Filter } from '@/lib/xmail/net/address-filter'
import type { RowMark } from './reasons'

/** A filter as rows show it. All null where only DNS could tell; `cidr` and `address` are of the network, masked. */
export interface ShownFilter {
  readonly form: 'cidr' | 'netmask' | null
  /** Null where the netmask has holes. */
  readonly cidr: string | null
  /** The network's first address; a host name as it is written. */
  readonly address: string | null
  /** Null for IPv6. */
  readonly netmask: string | null
  readonly size: SetSize | null
  readonly marks: readonly RowMark[]
}

/** The widest networks that need no second look: /8, and /19 for IPv6. */
export const WIDEST_IPV4_LENGTH = 8
export const WIDEST_IPV6_LENGTH = 19

const NOTHING: ShownFilter = { form: null, cidr: null, address: null, netmask: null, size: null, marks: [] }

export function describeFilter(filter: AddressFilter): ShownFilter {
  if (filter.kind === 'invalid') return NOTHING
  if (filter.kind === 'dns') return { ...NOTHING, address: filter.name, marks: ['host-name'] }
  const marks = marksOf(filter)
  if (filter.version === 6) {
    const address = formatAddress({ version: 6, bits: filter.address & filter.mask })
    return {
      form: filter.form,
      cidr: `${address}/${ipv6Length(filter.mask)}`,
      address,
      netmask: null,
      size: sizeOfFilter(filter),
      marks,
    }
  }
  const { length, netmask, size } = describeMask(filter.mask)
  const address = formatAddress({ version: 4, bits: (filter.address & filter.mask) >>> 0 })
  const cidr = length === null ? null : `${address}/${length}`
  return { form: filter.form, cidr, address, netmask, size, marks }
}

interface ShownMask {
  readonly length: number | null
  readonly netmask: string
  readonly size: SetSize
}

/** By prefix length: 100,000 rows share 33 netmasks, and each of their own would take a row’s time again. */
const PLAIN_MASKS = Array.from({ length: 33 }, (_, length) => makeShownMask(netmaskBits(length)))

function describeMask(mask: number): ShownMask {
  const { length } = netmaskOfBits(mask)
  return (length === null ? undefined : PLAIN_MASKS[length]) ?? makeShownMask(mask)
}

function makeShownMask(mask: number): ShownMask {
  const { bits, length } = netmaskOfBits(mask)
  const size = sizeOfFilter(makeIpv4Filter('netmask', 0, mask))
  return { length, netmask: formatNetmask({ bits, length }), size }
}

/** One for the rows that have none, which nearly all are. */
const NO_MARKS: readonly RowMark[] = []

function marksOf(filter: NetworkFilter): readonly RowMark[] {
  const marks: RowMark[] = []
  if (filter.legacy) marks.push('legacy-address')
  if (hasHostBits(filter)) marks.push('host-bits')
  if (filter.version === 4 && netmaskOfBits(filter.mask).length === null) marks.push('netmask-holes')
  if (filter.oddLength) marks.push('odd-length')
  if (filter.version === 4 ? filter.mask === 0 : filter.mask === 0n) marks.push('matches-everything')
  else if (isTooWide(filter)) marks.push('wide')
  if (filter.version === 6 && ipv4Behind(filter.address) !== null) marks.push('reaches-ipv4')
  return marks.length > 0 ? marks : NO_MARKS
}

function hasHostBits(filter: NetworkFilter): boolean {
  return filter.version === 4
    ? (filter.address & filter.mask) >>> 0 !== filter.address
    : (filter.address & filter.mask) !== filter.address
}

/** Whether a filter takes in more than a /8 of IPv4, or more than a /19 of IPv6. */
export function isTooWide(filter: NetworkFilter): boolean {
  const reach = filter.version === 4 ? describeMask(filter.mask).size : sizeOfFilter(filter)
  if (reach.v4 > 2 ** (32 - WIDEST_IPV4_LENGTH)) return true
  return filter.version === 6 && reach.v6 > 1n << BigInt(128 - WIDEST_IPV6_LENGTH)
}

function ipv6Length(mask: bigint): number {
  // A mask without holes, and IPv6 knows no others, is 2^128 less 2^(host bits).
  return 128 - (2n ** 128n - mask).toString(2).length + 1
}
