import { type Address, type AddressFilter, FILTER_FAULTS, matchesFilter } from '@/lib/xmail/net'
import { indexFilters } from './filter-index'

/** A line that XMail uses, with what it compares peers with. */
export interface FilterRule {
  /** Index of the line, from 0. */
  readonly line: number
  readonly filter: AddressFilter
}

/** Why XMail skips a line without a word. The same words as for rows of tables. */
export const DEATHS = [...FILTER_FAULTS, 'three-field-cidr', 'precedence-never-applies'] as const

export interface DeadRule {
  readonly line: number
  readonly why: (typeof DEATHS)[number]
}

/** The rules of a file in the order in which they win: the first that matches decides. */
export interface RuleTable<R extends FilterRule> {
  readonly rules: readonly R[]
  readonly dead: readonly DeadRule[]
  /** The rule that decides about a peer, null if none matches. Host names are taken not to be the peer's. */
  find(peer: Address): R | null
  /** Rules with host names that would decide in place of `found` if the name were the peer's. */
  namedBefore(found: R | null): readonly R[]
  /** The rules that match and come after the one that decides. Reads them all. */
  matchingAfter(found: R, peer: Address): readonly R[]
}

export function makeRuleTable<R extends FilterRule>(
  rules: readonly R[],
  dead: readonly DeadRule[],
): RuleTable<R> {
  // Made when somebody is first asked for: a comparison of whole tables never asks.
  let first: ((peer: Address) => number) | null = null
  const find = (peer: Address): R | null => {
    first ??= indexFilters(rules.map(({ filter }) => filter))
    return rules[first(peer)] ?? null
  }
  const named = rules.filter(({ filter }) => filter.kind === 'dns')
  let places: ReadonlyMap<R, number> | null = null
  const placeOf = (rule: R): number => {
    places ??= new Map(rules.map((each, place) => [each, place]))
    return places.get(rule) ?? rules.length
  }
  const namedBefore = (found: R | null): readonly R[] =>
    found === null || named.length === 0 ? named : named.filter((rule) => placeOf(rule) < placeOf(found))
  return {
    rules,
    dead,
    find,
    namedBefore,
    matchingAfter: (found, peer) =>
      rules.slice(placeOf(found) + 1).filter(({ filter }) => matchesFilter(filter, peer)),
  }
}
