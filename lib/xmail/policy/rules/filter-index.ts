import {
  type Address,
  type AddressFilter,
  matchesFilter,
  type RankedColumns,
  type RankedInterval,
  rankFilters,
} from '@/lib/xmail/net'

/** Netmasks with holes are spelled out up to so many intervals; those behind are tried one by one, and stay exact. */
const INDEXED_INTERVALS = 16_384

/** The place of the first filter of a list that matches a peer, -1 if none does. Host names match nobody. */
export type FindFirst = (peer: Address) => number

/** Prepares a list of filters to be asked often: a look-up is a binary search. */
export function indexFilters(filters: readonly AddressFilter[]): FindFirst {
  const { dotted, v6, unknown } = rankFilters(filters, INDEXED_INTERVALS)
  const findV4 = searchNumbers(dotted)
  const findV6 = searchBigints(v6)
  const single = unknown.filter(({ why }) => why === 'too-scattered').map(({ place }) => place)
  const find: FindFirst = (peer) => (peer.version === 4 ? findV4(peer.bits) : findV6(peer.bits))
  if (single.length === 0) return find
  return (peer) => {
    const found = find(peer)
    for (const place of single) {
      if (found >= 0 && place > found) break
      const filter = filters[place]
      if (filter && matchesFilter(filter, peer)) return place
    }
    return found
  }
}

function searchNumbers(columns: RankedColumns): (bits: number) => number {
  const { length } = columns
  const [starts, ends] = [columns.starts.slice(0, length), columns.ends.slice(0, length)]
  const ranks = Int32Array.from(columns.ranks.subarray(0, length))
  return (bits) => {
    const at = count(starts, bits, true) - 1
    return at >= 0 && bits < (ends[at] ?? 0) ? (ranks[at] ?? -1) : -1
  }
}

/**
 * 128-bit starts are searched as doubles first: rounding keeps their order, and comparing bigints at each step would take
 * ten times as long. Among those that round to the same double the exact ones decide.
 */
function searchBigints(intervals: readonly RankedInterval<bigint>[]): (bits: bigint) => number {
  const rounded = Float64Array.from(intervals, ({ start }) => Number(start))
  const starts = intervals.map(({ start }) => start)
  const ends = intervals.map(({ end }) => end)
  const ranks = Int32Array.from(intervals, ({ rank }) => rank)
  return (bits) => {
    const key = Number(bits)
    let high = count(rounded, key, true)
    let low = rounded[high - 1] === key ? count(rounded, key, false) : high
    while (low < high) {
      const middle = (low + high) >> 1
      if ((starts[middle] ?? 0n) <= bits) low = middle + 1
      else high = middle
    }
    const at = low - 1
    return at >= 0 && bits < (ends[at] ?? 0n) ? (ranks[at] ?? -1) : -1
  }
}

/** How many of sorted values are less than `key`, or at most that. */
function count(sorted: Float64Array, key: number, orEqual: boolean): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    const value = sorted[middle] ?? 0
    if (value < key || (orEqual && value === key)) low = middle + 1
    else high = middle
  }
  return low
}
