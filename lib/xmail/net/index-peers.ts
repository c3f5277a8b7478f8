import type { NetworkFilter } from './address-filter'
import { ipv6Block, pushIpv4Blocks } from './filter-set'
import type { RankedInterval } from './first-wins'
import { type Interval, normalizeIntervals, overlapIntervals } from './intervals'
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
  const dotted: RankedInterval<number>[] = []
  const behind: RankedInterval<number>[] = []
  const blocks: Interval<bigint>[] = []
  for (const filter of filters) {
    pushIpv4Blocks(filter.version === 4 ? dotted : behind, filter)
    if (filter.version === 6) blocks.push(ipv6Block(filter))
  }
  const ipv4 = normalizeIntervals(dotted)
  const ipv4Behind = normalizeIntervals(behind)
  const ipv6 = normalizeIntervals(blocks)
  return {
    meets(filter) {
      const own: RankedInterval<number>[] = []
      pushIpv4Blocks(own, filter)
      if (overlapIntervals(own, ipv4) || overlapIntervals(own, ipv4Behind)) return true
      if (filter.version === 4) return ipv6.length > 0 && overlapIntervals(shadowsOf(own), ipv6)
      const block = ipv6Block(filter)
      return (
        overlapIntervals([block], ipv6) || clipToDotted([block]).some((part) => overlapIntervals(part, ipv4))
      )
    },
  }
}
