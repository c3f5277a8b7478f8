import type { AddressFilter } from './address-filter'
import { setOfFilters, spellOut, type UnknownFilter } from './filter-set'
import { firstWins, type RankedInterval } from './first-wins'

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
  const v4: RankedInterval<number>[] = []
  const v6: RankedInterval<bigint>[] = []
  for (const [rank, filter] of known) {
    const set = setOfFilters([filter])
    for (const { start, end } of set.v4) v4.push({ start, end, rank })
    for (const { start, end } of set.v6) v6.push({ start, end, rank })
  }
  return { v4: firstWins(v4), v6: firstWins(v6), unknown }
}
