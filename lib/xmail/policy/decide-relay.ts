import { type Address, matchesFilter, readAddressFilter } from '@/lib/xmail/net'
import type { Document } from '@/lib/xmail/tab'
import { dataChunks } from '@/lib/xmail/tables/data-chunks'

export interface RelayDecision {
  readonly allow: boolean
  readonly because: 'line' | 'no-match' | 'no-file'
  /** The first line that matched, from 0; it decides. */
  readonly decidedBy: number | null
  /** Lines with host names: had one resolved to this peer, it could relay. Empty where it can anyway. */
  readonly dependsOn: readonly number[]
}

/**
 * USmtpIsAllowedRelay (semantics.md 3): whether smtprelay.tab lets a peer send anywhere without signing in. Null: there
 * is no file. Host names are taken not to resolve.
 */
export function decideRelay(doc: Document | null, peer: Address): RelayDecision {
  if (!doc) return { allow: false, because: 'no-file', decidedBy: null, dependsOn: [] }
  const dependsOn: number[] = []
  for (const { line, tokens } of dataChunks(doc)) {
    const filter = readAddressFilter(tokens)
    if (filter.kind === 'dns') dependsOn.push(line)
    if (matchesFilter(filter, peer)) return { allow: true, because: 'line', decidedBy: line, dependsOn: [] }
  }
  return { allow: false, because: 'no-match', decidedBy: null, dependsOn }
}
