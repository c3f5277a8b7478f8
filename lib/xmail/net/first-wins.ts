import type { Interval } from './intervals'

/** An interval of a list in which the entry with the lowest rank decides. */
export interface RankedInterval<T extends number | bigint> extends Interval<T> {
  readonly rank: number
}

/**
 * Who decides where: disjoint intervals in order, each with the lowest rank of those given that cover it. A rank that
 * comes nowhere in the answer never decides anything, even if it takes several others to cover it. O(n log n).
 */
export function firstWins<T extends number | bigint>(
  ranked: readonly RankedInterval<T>[],
): RankedInterval<T>[] {
  const waiting = sortByStart(ranked.filter((interval) => interval.start < interval.end))
  const active: RankedInterval<T>[] = []
  const result: RankedInterval<T>[] = []
  let next = 0
  let at = waiting[0]?.start
  while (at !== undefined) {
    for (let entry = waiting[next]; entry && entry.start <= at; entry = waiting[++next])
      pushHeap(active, entry)
    let top = active[0]
    for (; top && top.end <= at; top = active[0]) popHeap(active)
    const following = waiting[next]?.start
    if (top) {
      const end: T = following !== undefined && following < top.end ? following : top.end
      append(result, at, end, top.rank)
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
function sortByStart<T extends number | bigint>(intervals: RankedInterval<T>[]): RankedInterval<T>[] {
  if (intervals.length < PLACES && isDotted(intervals)) {
    const keys = Float64Array.from(intervals, ({ start }, place) => start * PLACES + place).sort()
    return Array.from(keys, (key) => intervals[key % PLACES]).filter((interval) => interval !== undefined)
  }
  return intervals.sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0))
}

function isDotted<T extends number | bigint>(
  intervals: readonly RankedInterval<number>[] | readonly RankedInterval<T>[],
): intervals is readonly RankedInterval<number>[] {
  return typeof intervals[0]?.start === 'number'
}

function append<T extends number | bigint>(
  result: RankedInterval<T>[],
  start: T,
  end: T,
  rank: number,
): void {
  const last = result.at(-1)
  if (last && last.end === start && last.rank === rank)
    result[result.length - 1] = { start: last.start, end, rank }
  else result.push({ start, end, rank })
}

// A binary heap with the lowest rank on top.

function pushHeap<T extends number | bigint>(heap: RankedInterval<T>[], entry: RankedInterval<T>): void {
  let at = heap.push(entry) - 1
  while (at > 0) {
    const parent = (at - 1) >> 1
    const above = heap[parent]
    if (!above || above.rank <= entry.rank) break
    heap[at] = above
    at = parent
  }
  heap[at] = entry
}

function popHeap<T extends number | bigint>(heap: RankedInterval<T>[]): void {
  const moved = heap.pop()
  if (!moved || heap.length === 0) return
  let at = 0
  for (;;) {
    const left = heap[2 * at + 1]
    const right = heap[2 * at + 2]
    const takesRight = left !== undefined && right !== undefined && right.rank < left.rank
    const child = takesRight ? right : left
    if (!child || child.rank >= moved.rank) break
    heap[at] = child
    at = 2 * at + (takesRight ? 2 : 1)
  }
  heap[at] = moved
}
