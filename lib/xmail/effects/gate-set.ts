import {
  type AddressFilter,
  atoi,
  complement,
  type RankedInterval,
  rankFilters,
  readAddressFilter,
  setOfIntervals,
  shadowsOf,
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
  const filters = rules.map((rule) => rule.filter)
  const ranked = rankFilters(filters)
  const denies = ({ rank }: RankedInterval<number | bigint>) => rules[rank]?.allow === false
  const denied = setOfIntervals(ranked.v4.filter(denies), [])
  const isIpv4 = filters.every((filter) => filter.kind !== 'network' || filter.version === 4)
  // IPv4 alone has its places in IPv6 where the finished set has them, fewer than its rules.
  const denied6 = isIpv4 ? shadowsOf(denied.v4) : setOfIntervals([], ranked.v6.filter(denies)).v6
  return {
    set: complement({ v4: denied.v4, v6: denied6 }),
    unknown: ranked.unknown.map(({ place, why }) => ({ line: rules[place]?.line ?? 0, why })),
  }
}

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
