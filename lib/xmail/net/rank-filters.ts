import { finish } from '@/lib/xmail/steps'
import type { AddressFilter } from './address-filter'
import type { AddressSet } from './address-set'
import { type Bounds, BoundsMaker, NO_BOUNDS } from './bounds'
import { type DecidingParts, decideInSteps } from './decide-parts'
import type { UnknownFilter } from './filter-set'
import type { RankedInterval } from './first-wins'
import { type Interval, joinIntervals } from './intervals'
import { type PeerParts, setOfParts } from './peer-parts'
import type { RankedColumns } from './ranked-columns'
import { SHADOWS } from './shadows'

/** Which filter of a list decides where: `rank` is its place in the list, and the first that matches wins. */
export interface RankedFilters {
  /** What `v4` says, in columns. */
  readonly dotted: RankedColumns
  readonly v4: readonly RankedInterval<number>[]
  readonly v6: readonly RankedInterval<bigint>[]
  /** Filters that could not be looked at, and so decide nothing here. */
  readonly unknown: readonly UnknownFilter[]
}

/** `limit`: see `spellOut`. */
export function rankFilters(filters: Iterable<AddressFilter>, limit?: number): RankedFilters {
  const { parts, unknown } = finish(decideInSteps(filters, limit))
  let v4: readonly RankedInterval<number>[] | undefined
  let v6: readonly RankedInterval<bigint>[] | undefined
  return {
    dotted: parts.v4,
    get v4() {
      v4 ??= parts.v4.toIntervals()
      return v4
    },
    // Not before it is asked for: 100,000 winners have 200,000 places in IPv6.
    get v6() {
      v6 ??= writeOut(parts)
      return v6
    },
    unknown,
  }
}

/** Peers by a word for the filter that decides about them. */
export interface GroupedPeers {
  readonly sets: ReadonlyMap<string, AddressSet>
  readonly unknown: readonly UnknownFilter[]
}

/**
 * The peers of each word that `wordOf` has for the place of a filter in the list; null: they are not wanted. One sweep,
 * O(n log n), and IPv4 is not written out in IPv6.
 */
export function groupPeers(
  filters: Iterable<AddressFilter>,
  wordOf: (rank: number) => string | null,
): GroupedPeers {
  const { parts, unknown } = finish(decideInSteps(filters))
  const v4 = groupColumns(parts.v4, wordOf)
  const groupPlace = (place: RankedColumns) => (place === parts.v4 ? v4 : groupColumns(place, wordOf))
  const compatible = groupPlace(parts.compatible)
  const mapped = groupPlace(parts.mapped)
  const beyond = groupIntervals(parts.beyond, wordOf)
  const words = new Set([v4, compatible, mapped, beyond].flatMap((groups) => [...groups.keys()]))
  const sets = Array.from(words, (word): [string, AddressSet] => {
    const own = v4.get(word) ?? NO_BOUNDS
    const at = (place: typeof v4) => (place === v4 ? own : (place.get(word) ?? NO_BOUNDS))
    const of: PeerParts = {
      v4: own,
      compatible: at(compatible),
      mapped: at(mapped),
      beyond: beyond.get(word) ?? [],
    }
    return [word, setOfParts(of)]
  })
  return { sets: new Map(sets), unknown }
}

/** The same for columns: once to see how many a word has, and once to put them there. */
function groupColumns(
  { starts, ends, ranks, length }: RankedColumns,
  wordOf: (rank: number) => string | null,
): ReadonlyMap<string, Bounds> {
  const ids = new Map<string | null, number>([[null, 0]])
  const counts = [0]
  const groupOf = new Uint32Array(length)
  for (let i = 0; i < length; i++) {
    const word = wordOf(ranks[i] ?? 0)
    const id = ids.get(word) ?? counts.push(0) - 1
    ids.set(word, id)
    groupOf[i] = id
    counts[id] = (counts[id] ?? 0) + 1
  }
  const groups = counts.map((count, id) => new BoundsMaker(id === 0 ? 0 : count))
  for (let i = 0; i < length; i++) {
    const id = groupOf[i] ?? 0
    if (id > 0) groups[id]?.append(starts[i] ?? 0, ends[i] ?? 0)
  }
  const words = [...ids].flatMap(([word, id]) => (word === null ? [] : [[word, id] as const]))
  return new Map(words.map(([word, id]) => [word, groups[id]?.made() ?? NO_BOUNDS]))
}

function groupIntervals<T extends number | bigint>(
  intervals: readonly RankedInterval<T>[],
  wordOf: (rank: number) => string | null,
): ReadonlyMap<string, readonly Interval<T>[]> {
  const groups = new Map<string, Interval<T>[]>()
  for (const interval of intervals) {
    const word = wordOf(interval.rank)
    if (word === null) continue
    const group = groups.get(word)
    if (group) group.push(interval)
    else groups.set(word, [interval])
  }
  return new Map(Array.from(groups, ([word, group]) => [word, joinIntervals(group)]))
}

function writeOut({ compatible, mapped, beyond }: DecidingParts): RankedInterval<bigint>[] {
  const [low, high] = SHADOWS
  const toPlace = (ranked: RankedColumns, place: bigint) =>
    ranked
      .toIntervals()
      .map(({ start, end, rank }) => ({ start: place + BigInt(start), end: place + BigInt(end), rank }))
  const all = toPlace(compatible, low)
  for (const each of beyond) if (each.start < high) all.push(each)
  for (const each of toPlace(mapped, high)) all.push(each)
  for (const each of beyond) if (each.start >= high) all.push(each)
  return joinRanked(all)
}

/** What one filter decides on both sides of a seam is one interval. */
function joinRanked(intervals: readonly RankedInterval<bigint>[]): RankedInterval<bigint>[] {
  const result: RankedInterval<bigint>[] = []
  let open: RankedInterval<bigint> | undefined
  for (const interval of intervals) {
    const isOne = open !== undefined && open.end === interval.start && open.rank === interval.rank
    open = isOne && open ? { start: open.start, end: interval.end, rank: open.rank } : interval
    if (isOne) result[result.length - 1] = open
    else result.push(open)
  }
  return result
}
