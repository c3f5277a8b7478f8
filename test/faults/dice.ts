import { makeRandom } from '@/scripts/bench/random'

/** Chances that come out the same whenever the seed is the same. */
export interface Dice {
  /** A whole number from `from` to `to`, both included. */
  int(from: number, to: number): number
  pick<T>(of: readonly [T, ...T[]]): T
  /** True once in `times`. */
  once(times: number): boolean
}

/** The dice of one run: of its seed and number alone, so that it can be repeated without those before it. */
export function makeDice(seed: number, run: number): Dice {
  const random = makeRandom(Math.imul(seed, 0x9e3779b1) ^ Math.imul(run + 1, 0x85ebca6b))
  const int = (from: number, to: number): number => from + Math.floor(random() * (to - from + 1))
  return {
    int,
    pick: (of) => of[int(0, of.length - 1)] ?? of[0],
    once: (times) => int(1, times) === 1,
  }
}
