import {
  type AddressSet,
  complement,
  contains,
  countPrefixes,
  difference,
  emptySet,
  formatPrefix,
  fullSet,
  ipv4Of,
  ipv6Of,
  type SetSize,
  setOfIntervals,
  sizeOf,
  toPrefixes,
  union,
  withoutShadows,
} from '@/lib/xmail/net'

/** A set of addresses as people count: an IPv4 host once, not again in the places of IPv6 where XMail sees it. */
export interface Reach extends SetSize {
  /** The first prefixes of the shortest list, IPv4 first. */
  readonly prefixes: readonly string[]
  /** How many prefixes come after them. */
  readonly more: number
  /** Where `0.0.0.0/0` or `::/0` stands for nearly all of a version: the first prefixes that are not in the set. */
  readonly except: readonly string[]
}

const HALF_OF_IPV4 = 2 ** 31
const HALF_OF_IPV6 = 1n << 127n

const LOOPBACK = setOfIntervals([], [{ start: 1n, end: 2n }])
/** What ::1 looks like to an IPv4 filter. No host has this address. */
const LOOPBACK_SHADOW = setOfIntervals([{ start: 1, end: 2 }], [])

const PREFIXES_SHOWN = 100

/** `shown`: how many prefixes are listed at most; counts are of all. */
export function describeReach(set: AddressSet, shown = PREFIXES_SHOWN): Reach {
  const folded = foldShadows(set)
  const size = sizeOf(folded)
  // Of nearly all of a version, what is left out is the shorter thing to say, and the one that people mean.
  const missingV4 = size.v4 > HALF_OF_IPV4 ? difference(ipv4Of(fullSet), ipv4Of(folded)) : null
  const nearlyAllV4 = missingV4 && isShorter(missingV4, ipv4Of(folded)) ? missingV4 : null
  const nearlyAllV6 = size.v6 > HALF_OF_IPV6 ? missingOfIpv6(set) : null
  const told = union(ipv4Of(nearlyAllV4 ? fullSet : folded), ipv6Of(nearlyAllV6 ? fullSet : folded))
  return {
    ...size,
    prefixes: toPrefixes(told, shown).map(formatPrefix),
    more: Math.max(0, countPrefixes(told) - shown),
    except: toPrefixes(union(nearlyAllV4 ?? emptySet, nearlyAllV6 ?? emptySet), shown).map(formatPrefix),
  }
}

/** What of IPv6 is not in a set, but for the places of hosts that it does not have in IPv4 either. */
function missingOfIpv6(set: AddressSet): AddressSet {
  return ipv6Of(withoutShadows(complement(set)))
}

/** Whether what is missing takes fewer prefixes than what is there. */
function isShorter(missing: AddressSet, there: AddressSet): boolean {
  return missing.v4.length <= there.v4.length && countPrefixes(missing) < countPrefixes(there)
}

/**
 * The set without the places in IPv6 of hosts that it has in IPv4. Where such a place is in it and the host is not, as of
 * a row `::10.0.0.0/104`, it stays: XMail does tell the two apart.
 */
export function foldShadows(set: AddressSet): AddressSet {
  const folded = withoutShadows(set)
  // ::1 is in the space of IPv4-compatible addresses, but to people it is IPv6's loopback.
  const onlyLoopback = contains(set, { version: 6, bits: 1n }) && !contains(set, { version: 4, bits: 0 })
  return onlyLoopback ? union(difference(folded, LOOPBACK_SHADOW), LOOPBACK) : folded
}
