import {
  combineBounds,
  DIFFERENCE,
  INTERSECTION,
  intervalsOf,
  normalizeBounds,
  type SetOperation,
  UNION,
} from './bounds'

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
  const { points, places } = numberPoints(full.flatMap(({ start, end }) => [start, end]))
  const everySecond = (from: number) => Float64Array.from(full, (_, i) => places[2 * i + from] ?? 0)
  const bounds = normalizeBounds(everySecond(0), everySecond(1))
  return atPoints(intervalsOf(bounds), points)
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

/**
 * The different ones of some values in order, and of each value its place among them. Bigints are compared as doubles
 * first: rounding keeps their order, and comparing them exactly takes several times as long.
 */
export function numberPoints<T extends number | bigint>(
  values: readonly T[],
): { readonly points: readonly T[]; readonly places: Float64Array } {
  const rounded = new Float64Array(values.length)
  for (const [i, value] of values.entries()) rounded[i] = Number(value)
  const order = Uint32Array.from(values.keys()).sort((a, b) => {
    const apart = (rounded[a] ?? 0) - (rounded[b] ?? 0)
    if (apart !== 0) return apart
    const [left = 0, right = 0] = [values[a], values[b]]
    return left < right ? -1 : left > right ? 1 : 0
  })
  const points: T[] = []
  const places = new Float64Array(values.length)
  for (const at of order) {
    const value = values[at]
    if (value === undefined) continue
    if (points.at(-1) !== value) points.push(value)
    places[at] = points.length - 1
  }
  return { points, places }
}

/** Intervals of places as intervals of what is there. */
export function atPoints<T extends number | bigint>(
  intervals: readonly Interval<number>[],
  points: readonly T[],
): Interval<T>[] {
  return intervals.flatMap((places) => {
    const start = points[places.start]
    const end = points[places.end]
    return start === undefined || end === undefined ? [] : [{ start, end }]
  })
}

/** Any set operation: the boundaries of both sides are numbered in order, and the numbers worked on. O(n + m). */
export function combineIntervals<T extends number | bigint>(
  a: IntervalSet<T>,
  b: IntervalSet<T>,
  operation: SetOperation,
): IntervalSet<T> {
  const points: T[] = []
  const placesA = new Float64Array(2 * a.length)
  const placesB = new Float64Array(2 * b.length)
  for (let passedA = 0, passedB = 0; ; ) {
    const nextA = boundaryOf(a, passedA)
    const nextB = boundaryOf(b, passedB)
    const at = nextA === undefined || (nextB !== undefined && nextB < nextA) ? nextB : nextA
    if (at === undefined) break
    if (nextA === at) placesA[passedA++] = points.length
    if (nextB === at) placesB[passedB++] = points.length
    points.push(at)
  }
  return atPoints(intervalsOf(combineBounds(placesA, placesB, operation)), points)
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
  return combineIntervals(a, b, UNION)
}

export function intersectIntervals<T extends number | bigint>(
  a: IntervalSet<T>,
  b: IntervalSet<T>,
): IntervalSet<T> {
  return combineIntervals(a, b, INTERSECTION)
}

export function subtractIntervals<T extends number | bigint>(
  a: IntervalSet<T>,
  b: IntervalSet<T>,
): IntervalSet<T> {
  return combineIntervals(a, b, DIFFERENCE)
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
