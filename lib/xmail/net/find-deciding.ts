import { finish, type Steps } from '@/lib/xmail/steps'
import type { AddressFilter } from './address-filter'
import { decideInSteps } from './decide-parts'
import type { UnknownFilter } from './filter-set'

export interface DecidingFilters {
  /** Whether a filter decides for at least one peer; its rank is its place in the list, and the first that matches wins. */
  decides(rank: number): boolean
  /** How many do. */
  readonly count: number
  /** Filters that could not be looked at, and so decide nothing here. */
  readonly unknown: readonly UnknownFilter[]
}

/** Which filters of a list decide at all (semantics.md 2.2). `limit`: see `spellOut`. */
export function findDeciding(filters: Iterable<AddressFilter>, limit?: number): DecidingFilters {
  return finish(findDecidingInSteps(filters, limit))
}

export function* findDecidingInSteps(
  filters: Iterable<AddressFilter>,
  limit?: number,
): Steps<DecidingFilters> {
  const { parts, unknown, listed } = yield* decideInSteps(filters, limit)
  const { v4, compatible, mapped, beyond } = parts
  // A byte for each rank: a Set of 100,000 takes longer than all the rest.
  const found = new Uint8Array(listed)
  let count = 0
  const add = (rank: number) => {
    if (found[rank] === 0) count++
    found[rank] = 1
  }
  for (const { ranks, length } of new Set([v4, compatible, mapped]))
    for (let i = 0; i < length; i++) add(ranks[i] ?? 0)
  for (const { rank } of beyond) add(rank)
  return { decides: (rank) => found[rank] === 1, count, unknown }
}
