import type { NetworkFilter } from './address-filter'
import { type Bounds, boundsMeet } from './bounds'
import { ipv6Block, pushIpv4Blocks } from './filter-set'
import { type Interval, normalizeIntervals, overlapIntervals } from './intervals'
import { RankedColumns } from './ranked-columns'
import { clipToDotted, shadowsOf } from './shadows'

/** Answers whether a filter shares a peer with some of many, each time by a few binary searches. */
export interface PeerIndex {
  readonly meets: (filter: NetworkFilter) => boolean
}

/**
 * The places of IPv4 in IPv6 (semantics.md 2.2) are not spelled out for 100,000 IPv4 filters: where both sides are IPv4, they
 * meet there exactly where they meet in IPv4.
 */
export function indexPeers(filters: Iterable<NetworkFilter>): PeerIndex {
  const dotted = new RankedColumns()
  const behind = new RankedColumns()
  const blocks: Interval<bigint>[] = []
  for (const filter of filters) {
    pushIpv4Blocks(filter.version === 4 ? dotted : behind, filter)
    if (filter.version === 6) blocks.push(ipv6Block(filter))
  }
  const ipv4 = dotted.toBounds()
  const ipv4Behind = behind.toBounds()
  const ipv6 = normalizeIntervals(blocks)
  // One for all questions: 100,000 are asked, and of each filter it has one block, mostly.
  const own = new RankedColumns()
  return {
    meets(filter) {
      own.length = 0
      pushIpv4Blocks(own, filter)
      if (meetsAny(own, ipv4) || meetsAny(own, ipv4Behind)) return true
      if (filter.version === 4) return ipv6.length > 0 && overlapIntervals(shadowsOf(own.toIntervals()), ipv6)
      const block = ipv6Block(filter)
      const places = clipToDotted([{ ...block, rank: 0 }])
      return (
        overlapIntervals([block], ipv6) || places.some((place) => meetsAny(RankedColumns.of(place), ipv4))
      )
    },
  }
}

function meetsAny({ starts, ends, length }: RankedColumns, bounds: Bounds): boolean {
  for (let i = 0; i < length; i++) if (boundsMeet(bounds, starts[i] ?? 0, ends[i] ?? 0)) return true
  return false
}
