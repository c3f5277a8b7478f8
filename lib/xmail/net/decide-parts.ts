import type { Steps } from '@/lib/xmail/steps'
import type { AddressFilter } from './address-filter'
import { ipv6Block, pushIpv4Blocks, sortOut, type UnknownFilter } from './filter-set'
import { decideFirst, firstWins, type RankedInterval } from './first-wins'
import { RankedColumns } from './ranked-columns'
import { clipToDotted, outsideDotted } from './shadows'

/** Which filter of a list decides where, in the parts of a `PeerParts`; those that no IPv6 filter reaches are one list. */
export interface DecidingParts {
  readonly v4: RankedColumns
  readonly compatible: RankedColumns
  readonly mapped: RankedColumns
  readonly beyond: readonly RankedInterval<bigint>[]
}

export interface Decided {
  readonly parts: DecidingParts
  readonly unknown: readonly UnknownFilter[]
  /** How many filters there were, of every kind. */
  readonly listed: number
}

/** `rank` is a filter's place in the list, and the first that matches wins. `limit`: see `spellOut`. */
export function* decideInSteps(filters: Iterable<AddressFilter>, limit?: number): Steps<Decided> {
  const dotted = new RankedColumns()
  const behind = new RankedColumns()
  const v6: RankedInterval<bigint>[] = []
  const { unknown, listed } = sortOut(
    filters,
    (filter, rank) => {
      pushIpv4Blocks(filter.version === 4 ? dotted : behind, filter, rank)
      if (filter.version === 6) v6.push({ ...ipv6Block(filter), rank })
    },
    limit,
  )
  yield
  // IPv4 filters compete among themselves first, so that only the winners need to compete with what reaches into IPv4.
  const winners = decideFirst(dotted)
  yield
  const compete = (others: RankedColumns) => {
    if (others.length === 0) return winners
    others.pushAll(winners)
    return decideFirst(others)
  }
  const [compatible = winners, mapped = winners] = clipToDotted(v6).map((place) =>
    compete(RankedColumns.of(place)),
  )
  const parts = { v4: compete(behind), compatible, mapped, beyond: firstWins(outsideDotted(v6)) }
  return { parts, unknown, listed }
}
