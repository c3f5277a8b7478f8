/** A run of addresses from `start` up to, and without, `end`. */
export interface Interval<T extends number | bigint> {
  readonly start: T
  readonly end: T
}

/** Sorted, disjoint, not touching and not empty: one form for one set, so that equal sets have equal intervals. */
export type IntervalSet<T extends number | bigint> = readonly Interval<T>[]

/** Intervals in any order, overlapping or empty, as a set. O(n log n). */
export function normalizeIntervals<T extends number | bigint>(
  intervals: readonly Interval<T>[],
): IntervalSet<T> {
  const full = intervals.filter(({ start, end }) => start < end)
  const starts = sortValues(full.map(({ start }) => start))
  const ends = sortValues(full.map(({ end }) => end))
  const result: Interval<T>[] = []
  let first = starts[0]
  for (let i = 0; i < ends.length; i++) {
    const end = ends[i]
    const next = starts[i + 1]
    if (first === undefined || end === undefined) break
    // i + 1 intervals have begun and as many have ended: nothing reaches from here to the next start.
    if (next === undefined || next > end) {
      result.push({ start: first, end })
      first = next
    }
  }
  return result
}

/** Intervals in order that do not overlap, as a set: those that touch become one. O(n). */
export function joinIntervals<T extends number | bigint>(intervals: readonly Interval<T>[]): IntervalSet<T> {
  const result: Interval<T>[] = []
  let open: Interval<T> | undefined
  for (const { start, end } of intervals) {
    if (open?.end === start) {
      open = { start: open.start, end }
      result[result.length - 1] = open
    } else {
      open = { start, end }
      result.push(open)
    }
  }
  return result
}

/** Numbers are sorted without a comparison function, which is several times as fast. */
function sortValues<T extends number | bigint>(values: T[]): ArrayLike<T> {
  const numbers: readonly unknown[] = values
  if (isNumbers(numbers)) return Float64Array.from(numbers).sort() as ArrayLike<number> as ArrayLike<T>
  return values.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
}

function isNumbers(values: readonly unknown[]): values is readonly number[] {
  return typeof values[0] === 'number'
}

/** Whether a point belongs to the result, by whether it belongs to each side. Must be false for (false, false). */
type Keep = (inA: boolean, inB: boolean) => boolean

/** Any set operation in one sweep over the boundaries of both sides. O(n + m). */
function combine<T extends number | bigint>(
  a: IntervalSet<T>,
  b: IntervalSet<T>,
  keep: Keep,
): IntervalSet<T> {
  const result: Interval<T>[] = []
  let passedA = 0
  let passedB = 0
  let start: T | undefined
  for (;;) {
    const nextA = boundaryOf(a, passedA)
    const nextB = boundaryOf(b, passedB)
    const at = nextA === undefined || (nextB !== undefined && nextB < nextA) ? nextB : nextA
    if (at === undefined) return result
    // Both sides step together where they share a boundary; else touching intervals would leave a seam.
    if (nextA === at) passedA++
    if (nextB === at) passedB++
    const inside = keep(passedA % 2 === 1, passedB % 2 === 1)
    if (inside && start === undefined) start = at
    if (!inside && start !== undefined) {
      result.push({ start, end: at })
      start = undefined
    }
  }
}

/** The nth boundary of a set: even ones are starts, odd ones ends. */
function boundaryOf<T extends number | bigint>(set: IntervalSet<T>, n: number): T | undefined {
  const interval = set[n >> 1]
  return n % 2 === 0 ? interval?.start : interval?.end
}

export function unionIntervals<T extends number | bigint>(
  a: IntervalSet<T>,
  b: IntervalSet<T>,
): IntervalSet<T> {
  return combine(a, b, (inA, inB) => inA || inB)
}

export function intersectIntervals<T extends number | bigint>(
  a: IntervalSet<T>,
  b: IntervalSet<T>,
): IntervalSet<T> {
  return combine(a, b, (inA, inB) => inA && inB)
}

export function subtractIntervals<T extends number | bigint>(
  a: IntervalSet<T>,
  b: IntervalSet<T>,
): IntervalSet<T> {
  return combine(a, b, (inA, inB) => inA && !inB)
}

/** The first interval that ends behind a point, by binary search. */
function intervalBehind<T extends number | bigint>(set: IntervalSet<T>, point: T): Interval<T> | undefined {
  let low = 0
  let high = set.length
  while (low < high) {
    const middle = (low + high) >> 1
    const interval = set[middle]
    if (interval && interval.end <= point) low = middle + 1
    else high = middle
  }
  return set[low]
}

export function holdsPoint<T extends number | bigint>(set: IntervalSet<T>, point: T): boolean {
  const interval = intervalBehind(set, point)
  return interval !== undefined && interval.start <= point
}

/** Whether two sets share a point. Quick where `a` has few intervals, however many `b` has. */
export function overlapIntervals<T extends number | bigint>(a: IntervalSet<T>, b: IntervalSet<T>): boolean {
  return a.some(({ start, end }) => {
    const interval = intervalBehind(b, start)
    return interval !== undefined && interval.start < end
  })
}

export function equalIntervals<T extends number | bigint>(a: IntervalSet<T>, b: IntervalSet<T>): boolean {
  return (
    a.length === b.length &&
    a.every((interval, i) => interval.start === b[i]?.start && interval.end === b[i]?.end)
  )
}
