import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { firstWins } from './first-wins'
import {
  equalIntervals,
  holdsPoint,
  type IntervalSet,
  intersectIntervals,
  normalizeIntervals,
  overlapIntervals,
  subtractIntervals,
  unionIntervals,
} from './intervals'

const seed = Number(process.env.SEED ?? 20261124)
const settings = { seed, numRuns: 500 }

/** A space so small that every point of it can be asked. */
const SPACE = 24

const interval = fc.tuple(fc.nat(SPACE), fc.nat(SPACE)).map(([start, end]) => ({ start, end }))
const intervals = fc.array(interval, { maxLength: 8 })

type Oracle = ReadonlySet<number>

function oracleOf(list: readonly { start: number; end: number }[]): Oracle {
  const points = new Set<number>()
  for (const { start, end } of list) for (let i = start; i < end; i++) points.add(i)
  return points
}

const pointsOf = (keep: (point: number) => boolean): number[] =>
  Array.from({ length: SPACE }, (_, i) => i).filter(keep)

function expectSame(set: IntervalSet<number>, keep: (point: number) => boolean): void {
  expect(pointsOf((point) => holdsPoint(set, point))).toEqual(pointsOf(keep))
  // One form for one set: sorted, not empty, not touching.
  set.forEach((each, i) => {
    expect(each.start).toBeLessThan(each.end)
    if (i > 0) expect(each.start).toBeGreaterThan(set[i - 1]?.end ?? -1)
  })
}

describe('interval sets', () => {
  it('agree with a naive oracle, point by point', () => {
    fc.assert(
      fc.property(intervals, intervals, (listA, listB) => {
        const [a, b] = [normalizeIntervals(listA), normalizeIntervals(listB)]
        const [inA, inB] = [oracleOf(listA), oracleOf(listB)]
        expectSame(a, (point) => inA.has(point))
        expectSame(unionIntervals(a, b), (point) => inA.has(point) || inB.has(point))
        expectSame(intersectIntervals(a, b), (point) => inA.has(point) && inB.has(point))
        expectSame(subtractIntervals(a, b), (point) => inA.has(point) && !inB.has(point))
        expect(overlapIntervals(a, b)).toBe([...inA].some((point) => inB.has(point)))
        expect(equalIntervals(a, b)).toBe(inA.size === inB.size && [...inA].every((point) => inB.has(point)))
      }),
      settings,
    )
  })

  it('are the same over bigint', () => {
    const big = (list: IntervalSet<number>) =>
      list.map(({ start, end }) => ({ start: BigInt(start), end: BigInt(end) }))
    fc.assert(
      fc.property(intervals, intervals, (listA, listB) => {
        const [a, b] = [normalizeIntervals(listA), normalizeIntervals(listB)]
        expect(subtractIntervals(big(a), big(b))).toEqual(big(subtractIntervals(a, b)))
        expect(unionIntervals(big(a), big(b))).toEqual(big(unionIntervals(a, b)))
      }),
      settings,
    )
  })
})

describe('firstWins', () => {
  it('gives each point to the lowest rank that covers it', () => {
    fc.assert(
      fc.property(intervals, (list) => {
        const ranked = list.map((each, rank) => ({ ...each, rank }))
        const winners = firstWins(ranked)
        for (let point = 0; point < SPACE; point++) {
          const expected = ranked.find(({ start, end }) => start <= point && point < end)?.rank
          const found = winners.filter(({ start, end }) => start <= point && point < end)
          expect(found.map(({ rank }) => rank)).toEqual(expected === undefined ? [] : [expected])
        }
      }),
      settings,
    )
  })
})
