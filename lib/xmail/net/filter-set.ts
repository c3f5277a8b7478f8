import { type AddressFilter, type Ipv6Filter, ipv4Behind, type NetworkFilter } from './address-filter'
import { type AddressSet, emptySet, type SetSize, setOfIntervals, union } from './address-set'
import type { Interval } from './intervals'
import { setOfBounds } from './peer-parts'
import { RankedColumns } from './ranked-columns'
import { SHADOWS } from './shadows'

/** A netmask with holes is spelled out up to so many intervals; behind that only its size is told. */
export const MAX_INTERVALS = 65_536

/** The same for all filters of one file together. */
export const MAX_INTERVALS_OF_FILE = 131_072

/** Which peers a filter matches, exactly, or why that cannot be said. Never a set that is not the whole truth. */
export type FilterSet =
  | { readonly kind: 'set'; readonly set: AddressSet }
  /** A netmask whose holes make more than MAX_INTERVALS pieces. */
  | { readonly kind: 'too-scattered'; readonly size: SetSize }
  | { readonly kind: 'dns'; readonly name: string }

/** The peers that `matchesFilter` takes. An invalid filter matches nobody. */
export function setOfFilter(filter: AddressFilter): FilterSet {
  if (filter.kind === 'dns') return { kind: 'dns', name: filter.name }
  if (filter.kind === 'invalid') return { kind: 'set', set: emptySet }
  if (isTooScattered(filter)) return { kind: 'too-scattered', size: sizeOfFilter(filter) }
  return { kind: 'set', set: setOfFilters([filter]) }
}

/** Whether `setOfFilters` would refuse this filter. */
export function isTooScattered(filter: NetworkFilter): boolean {
  return piecesOfFilter(filter) > MAX_INTERVALS
}

/** Into how many intervals `setOfFilters` spells a filter out, the IPv6 side not counted. */
export function piecesOfFilter(filter: NetworkFilter): number {
  return filter.version === 4 ? 2 ** holesOf(filter.mask) : 1
}

/** Filters of a file that can be spelled out together, and the places of those that can't be. */
export interface SpeltFilters {
  readonly known: readonly (readonly [place: number, filter: NetworkFilter])[]
  readonly unknown: readonly UnknownFilter[]
}

export interface UnknownFilter {
  readonly place: number
  readonly why: 'dns' | 'too-scattered'
}

/**
 * Sorts out a file's filters. Invalid ones are in neither list. `limit`: how many intervals netmasks with holes may come
 * to together.
 */
export function spellOut(filters: Iterable<AddressFilter>, limit?: number): SpeltFilters {
  const known: [number, NetworkFilter][] = []
  const { unknown } = sortOut(filters, (filter, place) => known.push([place, filter]), limit)
  return { known, unknown }
}

/** As `spellOut`, with a visit for each filter that can be spelled out: 100,000 of them make no list. `listed`: how many there were. */
export function sortOut(
  filters: Iterable<AddressFilter>,
  visit: (filter: NetworkFilter, place: number) => void,
  limit = MAX_INTERVALS_OF_FILE,
): { readonly unknown: readonly UnknownFilter[]; readonly listed: number } {
  const unknown: UnknownFilter[] = []
  let left = limit
  let listed = 0
  for (const filter of filters) {
    const place = listed++
    if (filter.kind === 'dns') unknown.push({ place, why: 'dns' })
    if (filter.kind !== 'network') continue
    const pieces = piecesOfFilter(filter)
    // One piece is what every prefix has; only holes use up what a file may spread.
    const fits = pieces === 1 || (pieces <= MAX_INTERVALS && pieces <= left)
    if (!fits) unknown.push({ place, why: 'too-scattered' })
    else visit(filter, place)
    if (fits && pieces > 1) left -= pieces
  }
  return { unknown, listed }
}

/** How many peers a filter matches, without spelling them out. */
export function sizeOfFilter(filter: NetworkFilter): SetSize {
  if (filter.version === 4) {
    const v4 = 2 ** (32 - ones(filter.mask))
    return { v4, v6: BigInt(v4) * BigInt(SHADOWS.length) }
  }
  const low = Number(filter.mask & 0xffffffffn)
  const v4 = ipv4Behind(filter.address) === null ? 0 : 2 ** (32 - ones(low))
  return { v4, v6: 2n ** 128n - filter.mask }
}

/** The union of filters, in time for 100,000 of them. A filter that is too scattered is a bug of the caller: throws. */
export function setOfFilters(filters: Iterable<NetworkFilter>): AddressSet {
  const shadowed = new RankedColumns()
  const v4 = new RankedColumns()
  const v6: Interval<bigint>[] = []
  for (const filter of filters) {
    pushIpv4Blocks(filter.version === 4 ? shadowed : v4, filter)
    if (filter.version === 6) v6.push(ipv6Block(filter))
  }
  const dotted = setOfBounds(shadowed.toBounds())
  return v6.length === 0 ? dotted : union(dotted, setOfIntervals(v4.toIntervals(), v6))
}

/** The IPv6 peers of an IPv6 filter. */
export function ipv6Block(filter: Ipv6Filter): Interval<bigint> {
  const start = filter.address & filter.mask
  return { start, end: start + (2n ** 128n - filter.mask) }
}

/**
 * The IPv4 peers of a filter, in order: 2^holes blocks, each of 2^(zeros at the end of the mask) addresses. An IPv6
 * filter has some where it meets IPv4 at all (semantics.md 2.2). `rank`: whose they are. Too scattered: throws.
 */
export function pushIpv4Blocks(into: RankedColumns, filter: NetworkFilter, rank = 0): void {
  if (filter.version === 4) {
    if (isTooScattered(filter)) throw new Error('a netmask with too many holes to be spelled out')
    pushBlocks(into, filter.address, filter.mask, rank)
  } else {
    const own = ipv4Behind(filter.address)
    if (own !== null) pushBlocks(into, own, Number(filter.mask & 0xffffffffn), rank)
  }
}

function pushBlocks(into: RankedColumns, address: number, mask: number, rank: number): void {
  const base = (address & mask) >>> 0
  const size = 2 ** trailingZeros(mask)
  const holes = (~mask & ~(size - 1)) >>> 0
  if (mask === 0 || holes === 0) {
    into.push(base, base + size, rank)
    return
  }
  let subset = 0
  do {
    const start = (base | subset) >>> 0
    into.push(start, start + size, rank)
    // Counts through the subsets of the hole bits in ascending order; after the last one it is 0 again.
    subset = ((subset - holes) & holes) >>> 0
  } while (subset !== 0)
}

function holesOf(mask: number): number {
  const inverse = ~mask
  // A mask without holes, the usual one: its inverse is 2^n - 1 and shares no bit with its successor.
  if ((inverse & (inverse + 1)) === 0) return 0
  return 32 - ones(mask) - trailingZeros(mask)
}

function trailingZeros(mask: number): number {
  return mask === 0 ? 32 : 31 - Math.clz32(mask & -mask)
}

function ones(mask: number): number {
  let count = 0
  for (let rest = mask; rest !== 0; rest = (rest & (rest - 1)) >>> 0) count++
  return count
}
