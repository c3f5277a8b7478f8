import { atPoints, type Interval, numberPoints } from './intervals'
import { RankedColumns } from './ranked-columns'

/** An interval of a list in which the entry with the lowest rank decides. */
export interface RankedInterval<T extends number | bigint> extends Interval<T> {
  readonly rank: number
}

/** As `decideFirst`, for intervals of any kind: their ends are numbered in order, and the numbers decided about. */
export function firstWins<T extends number | bigint>(
  ranked: readonly RankedInterval<T>[],
): RankedInterval<T>[] {
  const { points, places } = numberPoints(ranked.flatMap(({ start, end }) => [start, end]))
  const numbered = ranked.map(({ rank }, i) => ({
    start: places[2 * i] ?? 0,
    end: places[2 * i + 1] ?? 0,
    rank,
  }))
  const decided = decideFirst(RankedColumns.of(numbered)).toIntervals()
  return atPoints(decided, points).map((interval, i) => ({ ...interval, rank: decided[i]?.rank ?? 0 }))
}

/**
 * Who decides where: disjoint intervals in order, each with the lowest rank of those given that cover it. A rank that
 * comes nowhere in the answer never decides anything, even if it takes several others to cover it. Empty ones decide
 * nothing. O(n log n).
 */
export function decideFirst(ranked: RankedColumns): RankedColumns {
  const { starts, ends, length } = ranked
  const order = orderByStart(ranked)
  const startOf = (place: number) =>
    place < length ? (starts[order[place] ?? 0] ?? 0) : Number.POSITIVE_INFINITY
  const active = new RankHeap(ranked)
  const result = new RankedColumns(length)
  let next = 0
  let at = startOf(0)
  while (at < Number.POSITIVE_INFINITY) {
    for (; startOf(next) <= at; next++) {
      const entry = order[next] ?? 0
      if ((ends[entry] ?? 0) > at) active.push(entry)
    }
    while (active.size > 0 && (ends[active.top] ?? 0) <= at) active.pop()
    const following = startOf(next)
    if (active.size > 0) {
      const end = Math.min(following, ends[active.top] ?? 0)
      result.append(at, end, ranked.ranks[active.top] ?? 0)
      at = end
    } else {
      at = following
    }
  }
  return result
}

/** With its place beside it, a start of IPv4 is an exact number still: 32 bits and these. */
const PLACES = 2 ** 20

/** Numbers are sorted without a comparison function, which is several times as fast. */
function orderByStart({ starts, length }: RankedColumns): Uint32Array {
  const order = new Uint32Array(length)
  if (length >= PLACES) {
    for (let i = 0; i < length; i++) order[i] = i
    return order.sort((a, b) => (starts[a] ?? 0) - (starts[b] ?? 0))
  }
  const keys = new Float64Array(length)
  for (let i = 0; i < length; i++) keys[i] = (starts[i] ?? 0) * PLACES + i
  keys.sort()
  for (let i = 0; i < length; i++) order[i] = (keys[i] ?? 0) % PLACES
  return order
}

/** A binary heap of entries, by their places in the columns, with the lowest rank on top. */
class RankHeap {
  size = 0
  readonly #ranks: Float64Array
  readonly #entries: Uint32Array

  constructor({ ranks, length }: RankedColumns) {
    this.#ranks = ranks
    this.#entries = new Uint32Array(length)
  }

  get top(): number {
    return this.#entries[0] ?? 0
  }

  push(entry: number): void {
    let at = this.size++
    while (at > 0) {
      const parent = (at - 1) >> 1
      const above = this.#entries[parent] ?? 0
      if (this.#rankOf(above) <= this.#rankOf(entry)) break
      this.#entries[at] = above
      at = parent
    }
    this.#entries[at] = entry
  }

  pop(): void {
    const moved = this.#entries[--this.size] ?? 0
    let at = 0
    for (let child = 1; child < this.size; child = 2 * at + 1) {
      const right = child + 1
      const isRight = right < this.size && this.#rankAt(right) < this.#rankAt(child)
      if (isRight) child = right
      if (this.#rankAt(child) >= this.#rankOf(moved)) break
      this.#entries[at] = this.#entries[child] ?? 0
      at = child
    }
    this.#entries[at] = moved
  }

  #rankAt(place: number): number {
    return this.#rankOf(this.#entries[place] ?? 0)
  }

  #rankOf(entry: number): number {
    return this.#ranks[entry] ?? 0
  }
}
