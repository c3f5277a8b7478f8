import {
  type AddressSet,
  complement,
  contains,
  countPrefixes,
  difference,
  formatPrefix,
  fullSet,
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
  const missingV4 = size.v4 > HALF_OF_IPV4 ? difference({ v4: fullSet.v4, v6: [] }, folded).v4 : null
  const nearlyAllV4 = missingV4 && isShorter(missingV4, folded.v4) ? missingV4 : null
  const nearlyAllV6 = size.v6 > HALF_OF_IPV6 ? missingOfIpv6(set) : null
  const told = { v4: nearlyAllV4 ? fullSet.v4 : folded.v4, v6: nearlyAllV6 ? fullSet.v6 : folded.v6 }
  return {
    ...size,
    prefixes: toPrefixes(told, shown).map(formatPrefix),
    more: Math.max(0, countPrefixes(told) - shown),
    except: toPrefixes({ v4: nearlyAllV4 ?? [], v6: nearlyAllV6 ?? [] }, shown).map(formatPrefix),
  }
}

/** What of IPv6 is not in a set, but for the places of hosts that it does not have in IPv4 either. */
function missingOfIpv6(set: AddressSet): AddressSet['v6'] {
  return withoutShadows(complement(set))
}

/** Whether what is missing takes fewer prefixes than what is there. */
function isShorter(missing: AddressSet['v4'], there: AddressSet['v4']): boolean {
  const lengthOf = (v4: AddressSet['v4']) => countPrefixes({ v4, v6: [] })
  return missing.length <= there.length && lengthOf(missing) < lengthOf(there)
}

/**
 * The set without the places in IPv6 of hosts that it has in IPv4. Where such a place is in it and the host is not, as of
 * a row `::10.0.0.0/104`, it stays: XMail does tell the two apart.
 */
export function foldShadows(set: AddressSet): AddressSet {
  const v6 = withoutShadows(set)
  // ::1 is in the space of IPv4-compatible addresses, but to people it is IPv6's loopback.
  const onlyLoopback = contains(set, { version: 6, bits: 1n }) && !contains(set, { version: 4, bits: 0 })
  if (!onlyLoopback) return { v4: set.v4, v6 }
  return union({ v4: difference({ v4: set.v4, v6: [] }, LOOPBACK_SHADOW).v4, v6 }, LOOPBACK)
}
