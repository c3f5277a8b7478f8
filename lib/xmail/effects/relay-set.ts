import {
  type AddressFilter,
  type AddressSet,
  type Boundaries,
  boundariesToSet,
  contains,
  difference,
  emptySet,
  type IntervalSet,
  isEmptySet,
  mergeBlocks,
  readAddressFilter,
  readPlainBlock,
  setOfDotted,
  setOfFilters,
  spellOut,
  subtractBoundaries,
  subtractIntervals,
  subtractShadows,
  union,
} from '@/lib/xmail/net'
import type { Document } from '@/lib/xmail/tab'
import { dataChunks } from '@/lib/xmail/tables/data-chunks'
import type { Comparison, PeerSet, UnknownRow } from './compare-sets'

/** The peers that `decideRelay` lets relay. Null: there is no file, and nobody may. */
export function relaySet(doc: Document | null): PeerSet {
  const { plain, odd, unknown } = readRelayPeers(doc)
  const set = setOfDotted(boundariesToSet(plain))
  return { set: isEmptySet(odd) ? set : union(set, odd), unknown }
}

/** Who gains and who loses, and who may in the end, as `describeReach` takes it. */
export interface RelayComparison extends Comparison {
  /** Without the places of plain IPv4 rows in IPv6, which are not counted anyway. */
  readonly after: AddressSet
}

/**
 * Never spells out what both files have in common: of two files with 100,000 rows that differ in few, only those few
 * take a place in IPv6 (semantics.md 2.2).
 */
export function compareRelay(before: Document | null, after: Document | null): RelayComparison {
  const was = readRelayPeers(before)
  const is = readRelayPeers(after)
  return {
    gained: subtractPeers(is, was),
    lost: subtractPeers(was, is),
    partial: was.unknown.length + is.unknown.length > 0,
    after: foldPeers(is),
  }
}

/** Whom people count. ::1 alone is kept, because it is told by it whether IPv6's loopback is meant. */
function foldPeers({ plain, odd }: RelayPeers): AddressSet {
  const v4 = boundariesToSet(plain)
  if (!isEmptySet(odd)) return union(setOfDotted(v4), odd)
  return { v4, v6: contains({ v4, v6: [] }, LOOPBACK) ? [{ start: 1n, end: 2n }] : [] }
}

const LOOPBACK = { version: 4, bits: 1 } as const

const NOTHING: Boundaries = new Float64Array(0)

/** A table's peers in two parts: what its plain IPv4 rows match, without their places in IPv6, and what all others do. */
interface RelayPeers {
  readonly plain: Boundaries
  readonly odd: AddressSet
  readonly unknown: readonly UnknownRow[]
}

function readRelayPeers(doc: Document | null): RelayPeers {
  if (!doc) return { plain: NOTHING, odd: emptySet, unknown: [] }
  const blocks = new Float64Array(doc.lines.length)
  let count = 0
  const rest: { line: number; filter: AddressFilter }[] = []
  const lines = doc.lines
  for (let line = 0; line < lines.length; line++) {
    const source = lines[line]
    const block = source?.kind === 'data' ? readPlainBlock(source.content) : -1
    if (block >= 0) blocks[count++] = block
    else if (source) readOddLine(doc, line, rest)
  }
  const { known, unknown } = spellOut(rest.map(({ filter }) => filter))
  return {
    plain: mergeBlocks(blocks.subarray(0, count)),
    odd: rest.length === 0 ? emptySet : setOfFilters(known.map(([, filter]) => filter)),
    unknown: unknown.map(({ place, why }) => ({ line: rest[place]?.line ?? 0, why })),
  }
}

function readOddLine(doc: Document, line: number, into: { line: number; filter: AddressFilter }[]): void {
  const source = doc.lines[line]
  if (!source || source.kind === 'blank' || source.kind === 'comment') return
  for (const { tokens } of dataChunks({ ...doc, lines: [source] }))
    into.push({ line, filter: readAddressFilter(tokens) })
}

function subtractPeers(a: RelayPeers, b: RelayPeers): AddressSet {
  const plain = setOfDotted(subtractBoundaries(a.plain, b.plain))
  const odd = difference(a.odd, b.odd)
  const oddLeft = isEmptySet(odd) ? odd : subtractDotted(odd, boundariesToSet(b.plain))
  const plainLeft = isEmptySet(b.odd) ? plain : difference(plain, b.odd)
  return isEmptySet(oddLeft) ? plainLeft : union(plainLeft, oddLeft)
}

function subtractDotted(set: AddressSet, dotted: IntervalSet<number>): AddressSet {
  return { v4: subtractIntervals(set.v4, dotted), v6: subtractShadows(set.v6, dotted) }
}
