import type { Address } from './address'
import {
  equalIntervals,
  holdsPoint,
  type Interval,
  type IntervalSet,
  intersectIntervals,
  normalizeIntervals,
  overlapIntervals,
  subtractIntervals,
  unionIntervals,
} from './intervals'
import {
  combineParts,
  holdsIpv6,
  isParted,
  type PartOperation,
  partsOf,
  setOfDotted,
  setOfParts,
} from './peer-parts'
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
export const fullSet: AddressSet = union(setOfDotted([{ start: 0, end: 2 ** 32 }]), {
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
  return combine(a, b, unionIntervals)
}

export function intersection(a: AddressSet, b: AddressSet): AddressSet {
  return combine(a, b, intersectIntervals)
}

/** What is in `a` and not in `b`. */
export function difference(a: AddressSet, b: AddressSet): AddressSet {
  return combine(a, b, subtractIntervals)
}

function combine(a: AddressSet, b: AddressSet, operate: PartOperation): AddressSet {
  if (isParted(a) || isParted(b)) return setOfParts(combineParts(partsOf(a), partsOf(b), operate))
  return { v4: operate(a.v4, b.v4), v6: operate(a.v6, b.v6) }
}

export function complement(set: AddressSet): AddressSet {
  return difference(fullSet, set)
}

export function contains(set: AddressSet, address: Address): boolean {
  if (address.version === 4) return holdsPoint(set.v4, address.bits)
  return isParted(set) ? holdsIpv6(partsOf(set), address.bits) : holdsPoint(set.v6, address.bits)
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
  return set.v4.length === 0 && set.v6.length === 0
}

export function equalSets(a: AddressSet, b: AddressSet): boolean {
  return equalIntervals(a.v4, b.v4) && equalIntervals(a.v6, b.v6)
}

export function sizeOf(set: AddressSet): SetSize {
  const v4 = countOf(set.v4)
  if (!isParted(set)) return { v4, v6: widthOf(set.v6) }
  const { compatible, mapped, beyond } = partsOf(set)
  return { v4, v6: BigInt(countOf(compatible) + countOf(mapped)) + widthOf(beyond) }
}

function countOf(set: IntervalSet<number>): number {
  let count = 0
  for (const { start, end } of set) count += end - start
  return count
}

function widthOf(set: IntervalSet<bigint>): bigint {
  let width = 0n
  for (const { start, end } of set) width += end - start
  return width
}
