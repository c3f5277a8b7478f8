import { type AddressSet, emptySet, groupPeers } from '@/lib/xmail/net'
import type { FilterRule } from '@/lib/xmail/policy'
import type { PeerSet, UnknownRow } from './compare-sets'

/** Peers by what the rule that decides about them says. */
export interface RuleSets {
  readonly sets: ReadonlyMap<string, AddressSet>
  readonly unknown: readonly UnknownRow[]
}

/** Rules in the order in which they win, the peers of each by a word for what it does. */
export function setsOfRules<R extends FilterRule>(
  rules: readonly R[],
  wordOf: (rule: R) => string,
): RuleSets {
  const { sets, unknown } = groupPeers(
    rules.map(({ filter }) => filter),
    (rank) => {
      const rule = rules[rank]
      return rule ? wordOf(rule) : null
    },
  )
  return { sets, unknown: unknown.map(({ place, why }) => ({ line: rules[place]?.line ?? 0, why })) }
}

/** The peers of one word. */
export function peersOf({ sets, unknown }: RuleSets, word: string): PeerSet {
  return { set: sets.get(word) ?? emptySet, unknown }
}
