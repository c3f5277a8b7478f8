import { findDecidingInSteps } from '@/lib/xmail/net'
import { ITEMS_A_STEP, type Steps } from '@/lib/xmail/steps'
import { type ComparedRow, indexCoverageInSteps, knownFilters } from './find-coverage'

/**
 * Netmasks with holes are spelled out up to so many intervals to find ties and shadows. Rows behind that are simply not
 * marked: a page must not wait for them.
 */
export const MARKED_INTERVALS = 4_096

/**
 * Of live rows in the order in which they win: the places of those that never decide, with the line of a single row that
 * covers them, or null if it takes several.
 */
export function* findShadowedInSteps(live: readonly ComparedRow[]): Steps<Map<number, number | null>> {
  const { decides, count, unknown } = yield* findDecidingInSteps(
    live.map((row) => row.filter),
    MARKED_INTERVALS,
  )
  const unsure = new Set(unknown.map(({ place }) => place))
  if (count === live.length) return new Map()
  yield
  const coverage = yield* indexCoverageInSteps(knownFilters(live))
  yield
  const shadowed = new Map<number, number | null>()
  for (const [rank, filter] of knownFilters(live)) {
    if (rank % ITEMS_A_STEP === 0) yield
    if (decides(rank)) continue
    // What covers a row may well win after it; only what wins before it is its shadow, best one that decides itself.
    const before = (other: number) => other < rank
    const by =
      coverage.find(filter, (other) => before(other) && decides(other)) ?? coverage.find(filter, before)
    if (by !== null || !unsure.has(rank)) shadowed.set(rank, by === null ? null : (live[by]?.line ?? null))
  }
  return shadowed
}
