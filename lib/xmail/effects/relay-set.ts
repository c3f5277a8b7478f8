import {
  type AddressFilter,
  type AddressSet,
  mergeBlocks,
  readAddressFilter,
  readPlainBlock,
  setOfBounds,
  setOfFilters,
  spellOut,
  union,
} from '@/lib/xmail/net'
import type { Document } from '@/lib/xmail/tab'
import { dataChunks } from '@/lib/xmail/tables/data-chunks'
import { type Comparison, compareSets, type PeerSet } from './compare-sets'

/** Who gains and who loses, and who may in the end. */
export interface RelayComparison extends Comparison {
  readonly after: AddressSet
}

export function compareRelay(before: Document | null, after: Document | null): RelayComparison {
  const is = relaySet(after)
  return { ...compareSets(relaySet(before), is), after: is.set }
}

/** The peers that `decideRelay` lets relay. Null: there is no file, and nobody may. */
export function relaySet(doc: Document | null): PeerSet {
  const lines = doc?.lines ?? []
  const blocks = new Float64Array(lines.length)
  let count = 0
  const odd: { line: number; filter: AddressFilter }[] = []
  for (let line = 0; line < lines.length; line++) {
    const source = lines[line]
    const block = source?.kind === 'data' ? readPlainBlock(source.content) : -1
    if (block >= 0) blocks[count++] = block
    else if (doc) readOddLine(doc, line, odd)
  }
  const { known, unknown } = spellOut(odd.map(({ filter }) => filter))
  const plain = setOfBounds(mergeBlocks(blocks.subarray(0, count)))
  const set = known.length === 0 ? plain : union(plain, setOfFilters(known.map(([, filter]) => filter)))
  return { set, unknown: unknown.map(({ place, why }) => ({ line: odd[place]?.line ?? 0, why })) }
}

function readOddLine(doc: Document, line: number, into: { line: number; filter: AddressFilter }[]): void {
  const source = doc.lines[line]
  if (!source || source.kind === 'blank' || source.kind === 'comment') return
  for (const { tokens } of dataChunks({ ...doc, lines: [source] }))
    into.push({ line, filter: readAddressFilter(tokens) })
}
