import type { AddressSet } from './address-set'
import {
  type Bounds,
  boundsHold,
  boundsOf,
  combineBounds,
  DIFFERENCE,
  intervalsOf,
  NO_BOUNDS,
  type SetOperation,
} from './bounds'
import { combineIntervals, holdsPoint, type Interval, type IntervalSet, joinIntervals } from './intervals'
import { clipToDotted, outsideDotted, SHADOWS, toShadow } from './shadows'

/**
 * A set of peers as XMail sees them (semantics.md 2.2): IPv4, the two places of IPv6 where it sees IPv4, as numbers of
 * IPv4, and the rest of IPv6. What is made of IPv4 rows alone is the same list three times, and is worked on once.
 */
export interface PeerParts {
  readonly v4: Bounds
  /** ::/96 */
  readonly compatible: Bounds
  /** ::ffff:0:0/96 */
  readonly mapped: Bounds
  readonly beyond: IntervalSet<bigint>
}

/** The parts of nobody. */
export const NO_PARTS: PeerParts = { v4: NO_BOUNDS, compatible: NO_BOUNDS, mapped: NO_BOUNDS, beyond: [] }

const PARTS = new WeakMap<AddressSet, PeerParts>()

/** Its intervals are written out when somebody asks for them: 100,000 rows of IPv4 have 200,000 places in IPv6. */
export function setOfParts(parts: PeerParts): AddressSet {
  let v4: IntervalSet<number> | undefined
  let v6: IntervalSet<bigint> | undefined
  const set = {
    get v4() {
      v4 ??= intervalsOf(parts.v4)
      return v4
    },
    get v6() {
      v6 ??= writeOut(parts)
      return v6
    },
  }
  PARTS.set(set, parts)
  return set
}

/** IPv4 peers with their places in IPv6. */
export function setOfBounds(v4: Bounds): AddressSet {
  return setOfParts({ v4, compatible: v4, mapped: v4, beyond: [] })
}

/** Whether a set is kept in parts, so that to work by parts is quicker. */
export function isParted(set: AddressSet): boolean {
  return PARTS.has(set)
}

export function partsOf(set: AddressSet): PeerParts {
  const known = PARTS.get(set)
  if (known) return known
  if (set.v4.length === 0 && set.v6.length === 0) return NO_PARTS
  const v4 = boundsOf(set.v4)
  const [compatible = v4, mapped = v4] = clipToDotted(set.v6).map((place) =>
    place.length === 0 && v4.length === 0 ? v4 : boundsOf(place),
  )
  return { v4, compatible, mapped, beyond: outsideDotted(set.v6) }
}

/** Whether a peer of IPv6 is in a set, without writing that out. */
export function holdsIpv6(parts: PeerParts, bits: bigint): boolean {
  const place = SHADOWS.findIndex((start) => bits >> 32n === start >> 32n)
  if (place < 0) return holdsPoint(parts.beyond, bits)
  return boundsHold(place === 0 ? parts.compatible : parts.mapped, Number(bits & 0xffffffffn))
}

/** A set without the places in IPv6 of those peers that it has in IPv4. */
export function withoutShadows(set: AddressSet): AddressSet {
  const { v4, compatible, mapped, beyond } = partsOf(set)
  const left = (place: Bounds) => (place === v4 ? NO_BOUNDS : combineBounds(place, v4, DIFFERENCE))
  return setOfParts({ v4, compatible: left(compatible), mapped: left(mapped), beyond })
}

/** What of a set is IPv4. */
export function ipv4Of(set: AddressSet): AddressSet {
  return setOfParts({ ...NO_PARTS, v4: partsOf(set).v4 })
}

/** What of a set is IPv6, the places where XMail sees IPv4 included. */
export function ipv6Of(set: AddressSet): AddressSet {
  return setOfParts({ ...partsOf(set), v4: NO_BOUNDS })
}

/** One operation on each part. */
export function combineParts(a: PeerParts, b: PeerParts, operation: SetOperation): PeerParts {
  const v4 = combineBounds(a.v4, b.v4, operation)
  const place = (key: 'compatible' | 'mapped') =>
    a[key] === a.v4 && b[key] === b.v4 ? v4 : combineBounds(a[key], b[key], operation)
  const beyond = combineIntervals(a.beyond, b.beyond, operation)
  return { v4, compatible: place('compatible'), mapped: place('mapped'), beyond }
}

function writeOut({ compatible, mapped, beyond }: PeerParts): IntervalSet<bigint> {
  const [, behind] = SHADOWS
  const between = beyond.findIndex(({ start }) => start >= behind)
  const upTo = between < 0 ? beyond.length : between
  const all: Interval<bigint>[] = toShadow(intervalsOf(compatible), SHADOWS[0])
  for (const interval of beyond.slice(0, upTo)) all.push(interval)
  for (const interval of toShadow(intervalsOf(mapped), behind)) all.push(interval)
  for (const interval of beyond.slice(upTo)) all.push(interval)
  return joinIntervals(all)
}
