import type { Address } from '@/lib/xmail/net'
import type { PassedOver } from '../trace'
import type { GateRule } from './gate-rules'
import type { FilterRule, RuleTable } from './rule-table'

/**
 * The lines of a first-match table that did not decide about a peer though they could be thought to: dead ones and host
 * names that XMail came past, and later ones that fit as well. In the file's order.
 */
export function passedOverInOrder<R extends FilterRule>(
  table: RuleTable<R>,
  peer: Address,
  found: R | null,
): PassedOver[] {
  const end = found?.line ?? Number.POSITIVE_INFINITY
  const later = found ? table.matchingAfter(found, peer) : []
  return [
    ...table.dead.filter(({ line }) => line <= end),
    ...table.namedBefore(found).map(({ line }) => ({ line, why: 'host-name' as const })),
    ...later.map(({ line }) => ({ line, why: 'behind-first-match' as const })),
  ].sort(byLine)
}

/** The same for an ipmap file, which XMail reads to its end. */
export function passedOverInGate(
  table: RuleTable<GateRule>,
  peer: Address,
  found: GateRule | null,
): PassedOver[] {
  const later = found ? table.matchingAfter(found, peer) : []
  return [
    ...table.dead,
    ...table.namedBefore(null).map(({ line }) => ({ line, why: 'host-name' as const })),
    ...later.map(({ line, precedence }) => ({
      line,
      why: precedence === found?.precedence ? ('tie-lost' as const) : ('outranked' as const),
    })),
  ].sort(byLine)
}

function byLine(a: PassedOver, b: PassedOver): number {
  return a.line - b.line
}
