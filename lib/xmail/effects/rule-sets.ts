import {
  type AddressSet,
  emptySet,
  type Interval,
  type RankedInterval,
  rankFilters,
  setOfIntervals,
} from '@/lib/xmail/net'
import type { FilterRule } from '@/lib/xmail/policy'
import type { PeerSet, UnknownRow } from './compare-sets'

/** Peers by what the rule that decides about them says. */
export interface RuleSets {
  readonly sets: ReadonlyMap<string, AddressSet>
  readonly unknown: readonly UnknownRow[]
}

/** Rules in the order in which they win, the peers of each by a word for what it does. One sweep, O(n log n). */
export function setsOfRules<R extends FilterRule>(
  rules: readonly R[],
  wordOf: (rule: R) => string,
): RuleSets {
  const { v4, v6, unknown } = rankFilters(rules.map(({ filter }) => filter))
  const found = new Map<string, { v4: Interval<number>[]; v6: Interval<bigint>[] }>()
  const placeOf = ({ rank }: RankedInterval<number | bigint>) => {
    const rule = rules[rank]
    const word = rule ? wordOf(rule) : ''
    const place = found.get(word) ?? { v4: [], v6: [] }
    found.set(word, place)
    return place
  }
  for (const interval of v4) placeOf(interval).v4.push(interval)
  for (const interval of v6) placeOf(interval).v6.push(interval)
  return {
    sets: new Map([...found].map(([word, place]) => [word, setOfIntervals(place.v4, place.v6)])),
    unknown: unknown.map(({ place, why }) => ({ line: rules[place]?.line ?? 0, why })),
  }
}

/** The peers of one word. */
export function peersOf({ sets, unknown }: RuleSets, word: string): PeerSet {
  return { set: sets.get(word) ?? emptySet, unknown }
}
