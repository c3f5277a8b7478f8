import type { AddressFilter } from './address-filter'
import { ipv6Block, pushIpv4Blocks, spellOut, type UnknownFilter } from './filter-set'
import { firstWins, type RankedInterval } from './first-wins'
import type { Interval } from './intervals'
import { shadowsOf } from './shadows'

/** Which filter of a list decides where: `rank` is its place in the list, and the first that matches wins. */
export interface RankedFilters {
  readonly v4: readonly RankedInterval<number>[]
  readonly v6: readonly RankedInterval<bigint>[]
  /** Filters that could not be looked at, and so decide nothing here. */
  readonly unknown: readonly UnknownFilter[]
}

/** `limit`: see `spellOut`. */
export function rankFilters(filters: Iterable<AddressFilter>, limit?: number): RankedFilters {
  const { known, unknown } = spellOut(filters, limit)
  const dotted: RankedInterval<number>[] = []
  const v4: RankedInterval<number>[] = []
  const v6: RankedInterval<bigint>[] = []
  for (const [rank, filter] of known) {
    const blocks: Interval<number>[] = []
    pushIpv4Blocks(blocks, filter)
    const into = filter.version === 4 ? dotted : v4
    for (const { start, end } of blocks) into.push({ start, end, rank })
    if (filter.version === 6) {
      const { start, end } = ipv6Block(filter)
      v6.push({ start, end, rank })
    }
  }
  // IPv4 filters compete in IPv4 first, so that only the winners need a place in IPv6.
  const winners = firstWins(dotted)
  if (v6.length > 0)
    return { v4: firstWins(winners.concat(v4)), v6: firstWins(shadowsOfRanked(winners).concat(v6)), unknown }
  return {
    v4: winners,
    // Not before it is asked for: 100,000 winners have 200,000 places in IPv6.
    get v6() {
      return shadowsOfRanked(winners)
    },
    unknown,
  }
}

function shadowsOfRanked(winners: readonly RankedInterval<number>[]): RankedInterval<bigint>[] {
  return shadowsOf(winners).map(({ start, end }, i) => {
    return { start, end, rank: winners[i % winners.length]?.rank ?? 0 }
  })
}
