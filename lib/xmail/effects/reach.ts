import {
  type AddressSet,
  contains,
  countPrefixes,
  difference,
  formatPrefix,
  fullSet,
  intersection,
  type SetSize,
  setOfIntervals,
  sizeOf,
  toPrefixes,
  union,
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

/** IPv4-compatible and IPv4-mapped addresses (semantics.md 2.2). */
const SHADOWS = [0n, 0xffff00000000n] as const
const SHADOW_SIZE = 1n << 32n
const shadowSpace = setOfIntervals(
  [],
  SHADOWS.map((start) => ({ start, end: start + SHADOW_SIZE })),
)

const HALF_OF_IPV4 = 2 ** 31
const HALF_OF_IPV6 = 1n << 127n
const outsideShadows = difference({ v4: [], v6: fullSet.v6 }, shadowSpace)

const LOOPBACK = setOfIntervals([], [{ start: 1n, end: 2n }])
/** What ::1 looks like to an IPv4 filter. No host has this address. */
const LOOPBACK_SHADOW = setOfIntervals([{ start: 1, end: 2 }], [])

const PREFIXES_SHOWN = 100

/** `shown`: how many prefixes are listed at most; counts are of all. */
export function describeReach(set: AddressSet, shown = PREFIXES_SHOWN): Reach {
  const folded = foldShadows(set)
  const size = sizeOf(folded)
  // Of nearly all of a version, what is left out is the shorter thing to say, and the one that people mean.
  const missing = {
    v4: size.v4 > HALF_OF_IPV4 ? difference({ v4: fullSet.v4, v6: [] }, folded).v4 : null,
    v6: difference(outsideShadows, folded).v6,
  }
  const nearlyAllV4 = missing.v4 && isShorter(missing.v4, folded.v4) ? missing.v4 : null
  const nearlyAllV6 = sizeOf({ v4: [], v6: missing.v6 }).v6 < HALF_OF_IPV6 ? missing.v6 : null
  const told = { v4: nearlyAllV4 ? fullSet.v4 : folded.v4, v6: nearlyAllV6 ? fullSet.v6 : folded.v6 }
  return {
    ...size,
    prefixes: toPrefixes(told, shown).map(formatPrefix),
    more: Math.max(0, countPrefixes(told) - shown),
    except: toPrefixes({ v4: nearlyAllV4 ?? [], v6: nearlyAllV6 ?? [] }, shown).map(formatPrefix),
  }
}

/** Whether what is missing takes fewer prefixes than what is there. */
function isShorter(missing: AddressSet['v4'], there: AddressSet['v4']): boolean {
  const lengthOf = (v4: AddressSet['v4']) => countPrefixes({ v4, v6: [] })
  return missing.length <= there.length && lengthOf(missing) < lengthOf(there)
}

/** The set with IPv4 hosts in IPv4 alone. */
export function foldShadows(set: AddressSet): AddressSet {
  const outside = difference({ v4: [], v6: set.v6 }, shadowSpace)
  const inside = intersection({ v4: [], v6: set.v6 }, shadowSpace).v6
  const back = inside.map(({ start, end }) => ({
    start: Number(start & (SHADOW_SIZE - 1n)),
    end: Number((end - 1n) & (SHADOW_SIZE - 1n)) + 1,
  }))
  const ipv4 = union({ v4: set.v4, v6: [] }, setOfIntervals(back, []))
  // ::1 is in the space of IPv4-compatible addresses, but to people it is IPv6's loopback.
  const onlyLoopback = contains(set, { version: 6, bits: 1n }) && !contains(set, { version: 4, bits: 0 })
  if (!onlyLoopback) return { v4: ipv4.v4, v6: outside.v6 }
  return union({ v4: difference(ipv4, LOOPBACK_SHADOW).v4, v6: outside.v6 }, LOOPBACK)
}
