import { finish, type Steps } from '@/lib/xmail/steps'
import type { AddressFilter } from './address-filter'
import { decideInSteps } from './decide-parts'
import type { UnknownFilter } from './filter-set'

export interface DecidingFilters {
  /** Ranks of the filters that decide for at least one peer; a rank is a place in the list, and the first that matches wins. */
  readonly deciding: ReadonlySet<number>
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
  const { parts, unknown } = yield* decideInSteps(filters, limit)
  const deciding = new Set<number>()
  for (const part of new Set(Object.values(parts))) for (const { rank } of part) deciding.add(rank)
  return { deciding, unknown }
}
