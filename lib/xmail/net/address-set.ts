import type { Address } from './address'
import { boundsHold, countOf, DIFFERENCE, INTERSECTION, type SetOperation, UNION } from './bounds'
import {
  combineIntervals,
  equalIntervals,
  holdsPoint,
  type Interval,
  type IntervalSet,
  normalizeIntervals,
  overlapIntervals,
} from './intervals'
import { combineParts, holdsIpv6, isParted, partsOf, setOfBounds, setOfParts } from './peer-parts'
import type { Prefix } from './prefix'
import { outsideDotted } from './shadows'

/** A set of addresses, exact. IPv4 and IPv6 never mix: 10.0.0.1 and ::ffff:10.0.0.1 are two addresses. */
export interface AddressSet {
  readonly v4: IntervalSet<number>
  readonly v6: IntervalSet<bigint>
}

/** How many addresses a set has, by version. */
export interface SetSize {
  readonly v4: number
  readonly v6: bigint
}

export const emptySet: AddressSet = { v4: [], v6: [] }

/** Every address of both versions. */
export const fullSet: AddressSet = union(setOfBounds(Float64Array.of(0, 2 ** 32)), {
  v4: [],
  v6: outsideDotted([{ start: 0n, end: 2n ** 128n }]),
})

/** Intervals in any order, overlapping or not. */
export function setOfIntervals(v4: readonly Interval<number>[], v6: readonly Interval<bigint>[]): AddressSet {
  return { v4: normalizeIntervals(v4), v6: normalizeIntervals(v6) }
}

export function setOfPrefix(prefix: Prefix): AddressSet {
  return setOfPrefixes([prefix])
}

export function setOfPrefixes(prefixes: Iterable<Prefix>): AddressSet {
  const v4: Interval<number>[] = []
  const v6: Interval<bigint>[] = []
  for (const { address, length } of prefixes) {
    if (address.version === 4) v4.push({ start: address.bits, end: address.bits + 2 ** (32 - length) })
    else v6.push({ start: address.bits, end: address.bits + (1n << BigInt(128 - length)) })
  }
  return setOfIntervals(v4, v6)
}

/** Both ends belong to the set. They must be of one version; a range of two versions is a bug and throws. */
export function setOfRange(first: Address, last: Address): AddressSet {
  if (first.version === 4 && last.version === 4)
    return setOfIntervals([{ start: first.bits, end: last.bits + 1 }], [])
  if (first.version === 6 && last.version === 6)
    return setOfIntervals([], [{ start: first.bits, end: last.bits + 1n }])
  throw new Error('a range needs two addresses of one version')
}

export function union(a: AddressSet, b: AddressSet): AddressSet {
  return combine(a, b, UNION)
}

export function intersection(a: AddressSet, b: AddressSet): AddressSet {
  return combine(a, b, INTERSECTION)
}

/** What is in `a` and not in `b`. */
export function difference(a: AddressSet, b: AddressSet): AddressSet {
  return combine(a, b, DIFFERENCE)
}

function combine(a: AddressSet, b: AddressSet, operation: SetOperation): AddressSet {
  if (isParted(a) || isParted(b)) return setOfParts(combineParts(partsOf(a), partsOf(b), operation))
  return { v4: combineIntervals(a.v4, b.v4, operation), v6: combineIntervals(a.v6, b.v6, operation) }
}

export function complement(set: AddressSet): AddressSet {
  return difference(fullSet, set)
}

export function contains(set: AddressSet, address: Address): boolean {
  if (isParted(set)) {
    const parts = partsOf(set)
    return address.version === 4 ? boundsHold(parts.v4, address.bits) : holdsIpv6(parts, address.bits)
  }
  return address.version === 4 ? holdsPoint(set.v4, address.bits) : holdsPoint(set.v6, address.bits)
}

/** Whether two sets share an address. Quick where `a` is made of few intervals. */
export function overlap(a: AddressSet, b: AddressSet): boolean {
  return overlapIntervals(a.v4, b.v4) || overlapIntervals(a.v6, b.v6)
}

/** Whether every address of `inner` is in `outer`, also where several intervals of `outer` are needed for it. */
export function containsSet(outer: AddressSet, inner: AddressSet): boolean {
  return isEmptySet(difference(inner, outer))
}

export function isEmptySet(set: AddressSet): boolean {
  if (!isParted(set)) return set.v4.length === 0 && set.v6.length === 0
  return Object.values(partsOf(set)).every(({ length }) => length === 0)
}

export function equalSets(a: AddressSet, b: AddressSet): boolean {
  return equalIntervals(a.v4, b.v4) && equalIntervals(a.v6, b.v6)
}

export function sizeOf(set: AddressSet): SetSize {
  const { v4, compatible, mapped, beyond } = partsOf(set)
  return { v4: countOf(v4), v6: BigInt(countOf(compatible) + countOf(mapped)) + widthOf(beyond) }
}

function widthOf(set: IntervalSet<bigint>): bigint {
  let width = 0n
  for (const { start, end } of set) width += end - start
  return width
}
