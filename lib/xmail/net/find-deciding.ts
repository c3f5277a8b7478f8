import { finish, type Steps } from '@/lib/xmail/steps'
import type { AddressFilter } from './address-filter'
import { ipv6Block, pushIpv4Blocks, spellOut, type UnknownFilter } from './filter-set'
import { firstWins, type RankedInterval } from './first-wins'
import type { Interval } from './intervals'
import { clipToDotted, outsideDotted } from './shadows'

export interface DecidingFilters {
  /** Ranks of the filters that decide for at least one peer; a rank is a place in the list, and the first that matches wins. */
  readonly deciding: ReadonlySet<number>
  /** Filters that could not be looked at, and so decide nothing here. */
  readonly unknown: readonly UnknownFilter[]
}

/**
 * Which filters of a list decide at all. Less than `rankFilters` says, and several times as fast: the places of IPv4 in
 * IPv6 (semantics.md 2.2) are looked at as numbers, and only where an IPv6 filter reaches into them. `limit`: see `spellOut`.
 */
export function findDeciding(filters: Iterable<AddressFilter>, limit?: number): DecidingFilters {
  return finish(findDecidingInSteps(filters, limit))
}

export function* findDecidingInSteps(
  filters: Iterable<AddressFilter>,
  limit?: number,
): Steps<DecidingFilters> {
  const { known, unknown } = spellOut(filters, limit)
  yield
  const dotted: RankedInterval<number>[] = []
  const behind: RankedInterval<number>[] = []
  const v6: RankedInterval<bigint>[] = []
  for (const [rank, filter] of known) {
    const blocks: Interval<number>[] = []
    pushIpv4Blocks(blocks, filter)
    const into = filter.version === 4 ? dotted : behind
    for (const { start, end } of blocks) into.push({ start, end, rank })
    if (filter.version === 6) v6.push({ ...ipv6Block(filter), rank })
  }
  yield
  const winners = firstWins(dotted)
  yield
  const deciding = new Set<number>()
  const note = (intervals: readonly RankedInterval<number | bigint>[]) => {
    for (const { rank } of intervals) deciding.add(rank)
  }
  note(behind.length === 0 ? winners : firstWins(winners.concat(behind)))
  if (v6.length === 0) return { deciding, unknown }
  for (const reaching of clipToDotted(v6))
    note(reaching.length === 0 ? winners : firstWins(winners.concat(reaching)))
  note(firstWins(outsideDotted(v6)))
  return { deciding, unknown }
}
