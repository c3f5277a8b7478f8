import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

setFlagsFromString('--expose-gc')
const collectGarbage: () => void = runInNewContext('gc')

/** Wall times of several runs, in milliseconds. */
export interface Timing {
  readonly medianMs: number
  readonly minMs: number
  readonly maxMs: number
  readonly runs: number
}

/**
 * Runs `work` so many times, one after another, and times each. `prepare` is not timed, and neither is clearing away what
 * it and the run before have left: the garbage that `work` makes is.
 */
export async function measure<T>(
  runs: number,
  work: (prepared: T) => unknown,
  prepare: () => T | Promise<T>,
): Promise<Timing> {
  const times: number[] = []
  for (let run = 0; run < runs; run++) {
    const prepared = await prepare()
    collectGarbage()
    const startedAt = performance.now()
    await work(prepared)
    times.push(performance.now() - startedAt)
  }
  return timingOf(times)
}

export function timingOf(times: readonly number[]): Timing {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (index: number): number => sorted[index] ?? 0
  return {
    medianMs: at(Math.floor(sorted.length / 2)),
    minMs: at(0),
    maxMs: at(sorted.length - 1),
    runs: sorted.length,
  }
}
