import { type AddressFilter, readAddressFilter, setOfFilters, spellOut } from '@/lib/xmail/net'
import type { Document } from '@/lib/xmail/tab'
import { dataChunks } from '@/lib/xmail/tables/data-chunks'
import { type Comparison, compareSets, type PeerSet } from './compare-sets'

/** The peers that `decideRelay` lets relay. Null: there is no file, and nobody may. */
export function relaySet(doc: Document | null): PeerSet {
  const filters: AddressFilter[] = []
  const lines: number[] = []
  for (const { line, tokens } of doc ? dataChunks(doc) : []) {
    filters.push(readAddressFilter(tokens))
    lines.push(line)
  }
  const { known, unknown } = spellOut(filters)
  return {
    set: setOfFilters(known.map(([, filter]) => filter)),
    unknown: unknown.map(({ place, why }) => ({ line: lines[place] ?? 0, why })),
  }
}

export function compareRelay(before: Document | null, after: Document | null): Comparison {
  return compareSets(relaySet(before), relaySet(after))
}
