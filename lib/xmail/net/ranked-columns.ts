import { type Bounds, normalizeBounds } from './bounds'
import type { RankedInterval } from './first-wins'

const FIRST_CAPACITY = 64

/**
 * Intervals of numbers with the ranks of those whose they are, in columns; see `Bounds` for why there are no objects. What
 * is behind `length` in a column is nothing.
 */
export class RankedColumns {
  length = 0
  starts: Float64Array
  ends: Float64Array
  ranks: Float64Array

  constructor(capacity = FIRST_CAPACITY) {
    this.starts = new Float64Array(capacity)
    this.ends = new Float64Array(capacity)
    this.ranks = new Float64Array(capacity)
  }

  static of(intervals: readonly RankedInterval<number>[]): RankedColumns {
    const columns = new RankedColumns(intervals.length)
    for (const { start, end, rank } of intervals) columns.push(start, end, rank)
    return columns
  }

  push(start: number, end: number, rank: number): void {
    if (this.length === this.starts.length) this.#grow()
    this.starts[this.length] = start
    this.ends[this.length] = end
    this.ranks[this.length++] = rank
  }

  /** As `push`, for what comes in order: what goes on where the last one of its rank ends becomes part of it. */
  append(start: number, end: number, rank: number): void {
    const last = this.length - 1
    if (last >= 0 && this.ends[last] === start && this.ranks[last] === rank) this.ends[last] = end
    else this.push(start, end, rank)
  }

  pushAll(others: RankedColumns): void {
    for (let i = 0; i < others.length; i++)
      this.push(others.starts[i] ?? 0, others.ends[i] ?? 0, others.ranks[i] ?? 0)
  }

  /** All of them together, without the ranks. */
  toBounds(): Bounds {
    return normalizeBounds(this.starts.slice(0, this.length), this.ends.slice(0, this.length))
  }

  toIntervals(): RankedInterval<number>[] {
    return Array.from({ length: this.length }, (_, i) => ({
      start: this.starts[i] ?? 0,
      end: this.ends[i] ?? 0,
      rank: this.ranks[i] ?? 0,
    }))
  }

  #grow(): void {
    const capacity = Math.max(FIRST_CAPACITY, 2 * this.length)
    const widen = (column: Float64Array) => {
      const wider = new Float64Array(capacity)
      wider.set(column)
      return wider
    }
    this.starts = widen(this.starts)
    this.ends = widen(this.ends)
    this.ranks = widen(this.ranks)
  }
}
