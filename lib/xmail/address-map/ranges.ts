/** Ranges that follow one another without a seam and cover a whole version of IP: each reaches to the start of the next. */
export interface MapRanges<Starts extends ArrayLike<number> | ArrayLike<bigint>> {
  /** In order; the first is 0. */
  readonly starts: Starts
  /** The place of each range's outcome in its map. */
  readonly outcomes: Uint32Array
  /** The line that decides, from 0; -1: no line does. */
  readonly lines: Int32Array
}

/** The range that a point is in: the last one that starts at it or before. `starts`: in order, the first is 0. */
export function rangeAt<T extends number | bigint>(starts: ArrayLike<T>, point: T): number {
  let low = 0
  let high = starts.length
  while (low < high) {
    const middle = (low + high) >> 1
    const start = starts[middle]
    if (start !== undefined && start <= point) low = middle + 1
    else high = middle
  }
  return low - 1
}

/** Ranges to be made one after another; those that say the same become one. */
export function createRanges<T extends number | bigint>() {
  const starts: T[] = []
  const outcomes: number[] = []
  const lines: number[] = []
  return {
    starts,
    add(start: T, outcome: number, line: number): void {
      if (outcomes.at(-1) === outcome && lines.at(-1) === line) return
      starts.push(start)
      outcomes.push(outcome)
      lines.push(line)
    },
    columns: () => ({ outcomes: Uint32Array.from(outcomes), lines: Int32Array.from(lines) }),
  }
}
