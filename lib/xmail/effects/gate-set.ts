import {
  type AddressFilter,
  atoi,
  complement,
  emptySet,
  groupPeers,
  readAddressFilter,
} from '@/lib/xmail/net'
import { isAllow } from '@/lib/xmail/policy/decide-gate'
import type { Document } from '@/lib/xmail/tab'
import { dataChunks } from '@/lib/xmail/tables/data-chunks'
import { type Comparison, compareSets, type PeerSet } from './compare-sets'

interface Rule {
  readonly line: number
  readonly filter: AddressFilter
  readonly allow: boolean
  readonly precedence: number
}

/** The peers that `decideGate` lets connect. Null: there is no file, and all may. */
export function gateSet(doc: Document | null): PeerSet {
  const rules = doc ? readRules(doc) : []
  const { sets, unknown } = groupPeers(
    rules.map((rule) => rule.filter),
    (rank) => (rules[rank]?.allow ? null : DENIED),
  )
  return {
    set: complement(sets.get(DENIED) ?? emptySet),
    unknown: unknown.map(({ place, why }) => ({ line: rules[place]?.line ?? 0, why })),
  }
}

const DENIED = 'denied'

export function compareGate(before: Document | null, after: Document | null): Comparison {
  return compareSets(gateSet(before), gateSet(after))
}

/** Rules in the order in which they win: highest precedence first, of equals the later one (semantics.md 2.3). */
function readRules(doc: Document): Rule[] {
  const rules: Rule[] = []
  for (const { line, tokens } of dataChunks(doc)) {
    const precedence = atoi(tokens[3] ?? '')
    if (tokens.length < 4 || precedence < -1) continue
    rules.push({ line, filter: readAddressFilter(tokens), allow: isAllow(tokens[2] ?? ''), precedence })
  }
  return rules.reverse().sort((a, b) => b.precedence - a.precedence)
}
