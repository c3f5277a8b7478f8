import type { Interval, IntervalSet } from './intervals'

/**
 * A set of numbers as its boundaries alone: start, end (not in it), start, end … ascending, no two of them the same. It
 * says what an `IntervalSet` says with an object for each interval, which takes most of the time of 100,000 of them, in
 * making and in clearing away.
 */
export type Bounds = Float64Array

export const NO_BOUNDS: Bounds = new Float64Array(0)

/** What two sets come to: one bit for each case of a point, by whether it is in the first (1) and in the second (2). */
export const UNION = 0b1110
export const INTERSECTION = 0b1000
export const DIFFERENCE = 0b0010

/** None of them holds a point that is in neither set. */
export type SetOperation = typeof UNION | typeof INTERSECTION | typeof DIFFERENCE

/** Any set operation in one sweep over the boundaries of both sides. O(n + m). */
export function combineBounds(a: Bounds, b: Bounds, operation: SetOperation): Bounds {
  const result = new Float64Array(a.length + b.length)
  let used = 0
  let passedA = 0
  let passedB = 0
  while (passedA < a.length || passedB < b.length) {
    const nextA = a[passedA] ?? Number.POSITIVE_INFINITY
    const nextB = b[passedB] ?? Number.POSITIVE_INFINITY
    const at = Math.min(nextA, nextB)
    // Both sides step together where they share a boundary; else touching intervals would leave a seam.
    if (nextA === at) passedA++
    if (nextB === at) passedB++
    const isInside = (operation >> ((passedA & 1) + 2 * (passedB & 1))) & 1
    // An odd number of boundaries so far: an interval is open.
    if (isInside !== (used & 1)) result[used++] = at
  }
  return result.subarray(0, used)
}

/** Intervals by their starts and ends, in any order, overlapping but not empty, as a set. Sorts both columns in place. */
export function normalizeBounds(starts: Float64Array, ends: Float64Array): Bounds {
  starts.sort()
  ends.sort()
  const result = new Float64Array(2 * starts.length)
  let used = 0
  for (let i = 0; i < ends.length; i++) {
    // As many intervals have ended as have begun wherever a start lies behind the ends of all before it.
    if (i > 0 && (starts[i] ?? 0) <= (ends[i - 1] ?? 0)) continue
    if (i > 0) result[used++] = ends[i - 1] ?? 0
    result[used++] = starts[i] ?? 0
  }
  if (ends.length > 0) result[used++] = ends.at(-1) ?? 0
  return result.subarray(0, used)
}

/** Makes a set of intervals that come in order and do not overlap, of which those that touch become one. */
export class BoundsMaker {
  readonly #bounds: Bounds
  #used = 0

  /** `most`: how many intervals may come. */
  constructor(most: number) {
    this.#bounds = new Float64Array(2 * most)
  }

  append(start: number, end: number): void {
    if (this.#used > 0 && this.#bounds[this.#used - 1] === start) this.#used -= 2
    else this.#bounds[this.#used] = start
    this.#bounds[this.#used + 1] = end
    this.#used += 2
  }

  made(): Bounds {
    return this.#bounds.subarray(0, this.#used)
  }
}

export function boundsOf(set: IntervalSet<number>): Bounds {
  const bounds = new Float64Array(2 * set.length)
  for (const [i, { start, end }] of set.entries()) {
    bounds[2 * i] = start
    bounds[2 * i + 1] = end
  }
  return bounds
}

export function intervalsOf(bounds: Bounds): Interval<number>[] {
  return Array.from({ length: bounds.length / 2 }, (_, i) => ({
    start: bounds[2 * i] ?? 0,
    end: bounds[2 * i + 1] ?? 0,
  }))
}

/** How many numbers a set has. */
export function countOf(bounds: Bounds): number {
  let count = 0
  for (let i = 0; i < bounds.length; i += 2) count += (bounds[i + 1] ?? 0) - (bounds[i] ?? 0)
  return count
}

export function boundsHold(bounds: Bounds, point: number): boolean {
  return countUpTo(bounds, point) % 2 === 1
}

/** Whether a run of numbers, its end not in it, shares one with a set. */
export function boundsMeet(bounds: Bounds, start: number, end: number): boolean {
  const passed = countUpTo(bounds, start)
  return passed % 2 === 1 || (bounds[passed] ?? Number.POSITIVE_INFINITY) < end
}

export function equalBounds(a: Bounds, b: Bounds): boolean {
  return a.length === b.length && a.every((boundary, i) => boundary === b[i])
}

/** How many boundaries are at a point or before it, by binary search. */
function countUpTo(bounds: Bounds, point: number): number {
  let low = 0
  let high = bounds.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((bounds[middle] ?? 0) <= point) low = middle + 1
    else high = middle
  }
  return low
}
