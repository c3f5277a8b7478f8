import type { Steps } from '@/lib/xmail/steps'
import type { AddressFilter } from './address-filter'
import { ipv6Block, pushIpv4Blocks, spellOut, type UnknownFilter } from './filter-set'
import { firstWins, type RankedInterval } from './first-wins'
import { clipToDotted, outsideDotted } from './shadows'

/** Which filter of a list decides where, in the parts of a `PeerParts`; those that no IPv6 filter reaches are one list. */
export interface DecidingParts {
  readonly v4: readonly RankedInterval<number>[]
  readonly compatible: readonly RankedInterval<number>[]
  readonly mapped: readonly RankedInterval<number>[]
  readonly beyond: readonly RankedInterval<bigint>[]
}

/** `rank` is a filter's place in the list, and the first that matches wins. `limit`: see `spellOut`. */
export function* decideInSteps(
  filters: Iterable<AddressFilter>,
  limit?: number,
): Steps<{ readonly parts: DecidingParts; readonly unknown: readonly UnknownFilter[] }> {
  const { known, unknown } = spellOut(filters, limit)
  yield
  const dotted: RankedInterval<number>[] = []
  const behind: RankedInterval<number>[] = []
  const v6: RankedInterval<bigint>[] = []
  for (const [rank, filter] of known) {
    pushIpv4Blocks(filter.version === 4 ? dotted : behind, filter, rank)
    if (filter.version === 6) v6.push({ ...ipv6Block(filter), rank })
  }
  yield
  // IPv4 filters compete among themselves first, so that only the winners need to compete with what reaches into IPv4.
  const winners = firstWins(dotted)
  yield
  const compete = (others: readonly RankedInterval<number>[]) =>
    others.length === 0 ? winners : firstWins(winners.concat(others))
  const [compatible = winners, mapped = winners] = clipToDotted(v6).map(compete)
  const parts = { v4: compete(behind), compatible, mapped, beyond: firstWins(outsideDotted(v6)) }
  return { parts, unknown }
}
