import type { AddressSet } from './address-set'
import { holdsPoint, type Interval, type IntervalSet, joinIntervals, subtractIntervals } from './intervals'
import { clipToDotted, outsideDotted, SHADOWS, toShadow } from './shadows'

/**
 * A set of peers as XMail sees them (semantics.md 2.2): IPv4, the two places of IPv6 where it sees IPv4, as numbers of
 * IPv4, and the rest of IPv6. What is made of IPv4 rows alone is the same list three times, and is worked on once.
 */
export interface PeerParts {
  readonly v4: IntervalSet<number>
  /** ::/96 */
  readonly compatible: IntervalSet<number>
  /** ::ffff:0:0/96 */
  readonly mapped: IntervalSet<number>
  readonly beyond: IntervalSet<bigint>
}

const NONE: IntervalSet<never> = []
const NOTHING: PeerParts = { v4: NONE, compatible: NONE, mapped: NONE, beyond: NONE }

const PARTS = new WeakMap<AddressSet, PeerParts>()

/** Its IPv6 is written out when somebody asks for it: 100,000 rows of IPv4 have 200,000 places there. */
export function setOfParts(parts: PeerParts): AddressSet {
  let v6: IntervalSet<bigint> | undefined
  const set = {
    v4: parts.v4,
    get v6() {
      v6 ??= writeOut(parts)
      return v6
    },
  }
  PARTS.set(set, parts)
  return set
}

/** IPv4 peers with their places in IPv6. */
export function setOfDotted(v4: IntervalSet<number>): AddressSet {
  return setOfParts({ v4, compatible: v4, mapped: v4, beyond: [] })
}

/** Whether a set is kept in parts, so that to work by parts is quicker. */
export function isParted(set: AddressSet): boolean {
  return PARTS.has(set)
}

export function partsOf(set: AddressSet): PeerParts {
  const known = PARTS.get(set)
  if (known) return known
  if (set.v4.length === 0 && set.v6.length === 0) return NOTHING
  const { v4 } = set
  const [compatible = v4, mapped = v4] = clipToDotted(set.v6).map((place) =>
    place.length === 0 && v4.length === 0 ? v4 : place,
  )
  return { v4, compatible, mapped, beyond: outsideDotted(set.v6) }
}

/** Whether a peer of IPv6 is in a set, without writing that out. */
export function holdsIpv6(parts: PeerParts, bits: bigint): boolean {
  const place = SHADOWS.findIndex((start) => bits >> 32n === start >> 32n)
  if (place < 0) return holdsPoint(parts.beyond, bits)
  return holdsPoint(place === 0 ? parts.compatible : parts.mapped, Number(bits & 0xffffffffn))
}

/** The IPv6 of a set without the places of those peers that it has in IPv4. */
export function withoutShadows(set: AddressSet): IntervalSet<bigint> {
  const { v4, compatible, mapped, beyond } = partsOf(set)
  const left = (place: IntervalSet<number>) => (place === v4 ? NONE : subtractIntervals(place, v4))
  return writeOut({ v4, compatible: left(compatible), mapped: left(mapped), beyond })
}

/** One operation on each part. */
export type PartOperation = <T extends number | bigint>(
  a: IntervalSet<T>,
  b: IntervalSet<T>,
) => IntervalSet<T>

export function combineParts(a: PeerParts, b: PeerParts, operate: PartOperation): PeerParts {
  const v4 = operate(a.v4, b.v4)
  const place = (key: 'compatible' | 'mapped') =>
    a[key] === a.v4 && b[key] === b.v4 ? v4 : operate(a[key], b[key])
  return { v4, compatible: place('compatible'), mapped: place('mapped'), beyond: operate(a.beyond, b.beyond) }
}

function writeOut({ compatible, mapped, beyond }: PeerParts): IntervalSet<bigint> {
  const [, behind] = SHADOWS
  const between = beyond.findIndex(({ start }) => start >= behind)
  const upTo = between < 0 ? beyond.length : between
  const all: Interval<bigint>[] = toShadow(compatible, SHADOWS[0])
  for (const interval of beyond.slice(0, upTo)) all.push(interval)
  for (const interval of toShadow(mapped, behind)) all.push(interval)
  for (const interval of beyond.slice(upTo)) all.push(interval)
  return joinIntervals(all)
}
