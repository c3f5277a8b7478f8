import {
  type AddressSet,
  contains,
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
  /** Where `::/0` stands for nearly all of IPv6: the first prefixes that are not in the set. */
  readonly except: readonly string[]
}

/** IPv4-compatible and IPv4-mapped addresses (semantics.md 2.2). */
const SHADOWS = [0n, 0xffff00000000n] as const
const SHADOW_SIZE = 1n << 32n
const shadowSpace = setOfIntervals(
  [],
  SHADOWS.map((start) => ({ start, end: start + SHADOW_SIZE })),
)

const HALF_OF_IPV6 = 1n << 127n
const outsideShadows = difference({ v4: [], v6: fullSet.v6 }, shadowSpace)

const LOOPBACK = setOfIntervals([], [{ start: 1n, end: 2n }])
/** What ::1 looks like to an IPv4 filter. No host has this address. */
const LOOPBACK_SHADOW = setOfIntervals([{ start: 1, end: 2 }], [])

const PREFIXES_SHOWN = 100

/** `shown`: how many prefixes are listed at most; counts are of all. */
export function describeReach(set: AddressSet, shown = PREFIXES_SHOWN): Reach {
  const folded = foldShadows(set)
  const missing = difference(outsideShadows, folded)
  // Of nearly all of IPv6, what is left out is the shorter thing to say, and the one that people mean.
  const isNearlyAll = sizeOf(missing).v6 < HALF_OF_IPV6
  const all = toPrefixes(isNearlyAll ? { v4: folded.v4, v6: fullSet.v6 } : folded)
  return {
    ...sizeOf(folded),
    prefixes: all.slice(0, shown).map(formatPrefix),
    more: Math.max(0, all.length - shown),
    except: isNearlyAll ? toPrefixes({ v4: [], v6: missing.v6 }, shown).map(formatPrefix) : [],
  }
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
