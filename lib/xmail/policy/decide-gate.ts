import { type Address, atoi, matchesFilter, readAddressFilter } from '@/lib/xmail/net'
import type { Document } from '@/lib/xmail/tab'
import { dataChunks } from '@/lib/xmail/tables/data-chunks'

/** A line that matched a peer. `decides`: it took the decision over from what was before, up to the next that did. */
export interface GateStep {
  /** Index of the line, from 0. */
  readonly line: number
  readonly allow: boolean
  readonly precedence: number
  readonly decides: boolean
}

export interface GateDecision {
  readonly allow: boolean
  /** The line that decided. Null: none matched, or there is no file; both allow. */
  readonly decidedBy: number | null
  /** Every line that matched, in the file's order. */
  readonly trace: readonly GateStep[]
  /** Lines with host names: had one resolved to this peer, the decision could be another. */
  readonly dependsOn: readonly number[]
}

/**
 * MscCheckAllowedIP (semantics.md 2.3): whether an ipmap file lets a peer connect. Null: there is no file. Host names
 * are taken not to resolve.
 */
export function decideGate(doc: Document | null, peer: Address): GateDecision {
  let allow = true
  let highest = -1
  let decidedBy: number | null = null
  const trace: GateStep[] = []
  const named: { line: number; precedence: number; allow: boolean }[] = []
  for (const { line, tokens } of doc ? dataChunks(doc) : []) {
    if (tokens.length < 4) continue
    const filter = readAddressFilter(tokens)
    const step = { line, precedence: atoi(tokens[3] ?? ''), allow: isAllow(tokens[2] ?? '') }
    if (filter.kind === 'dns') named.push(step)
    if (!matchesFilter(filter, peer)) continue
    const decides = step.precedence >= highest
    trace.push({ ...step, decides })
    if (!decides) continue
    highest = step.precedence
    allow = step.allow
    decidedBy = line
  }
  const dependsOn = named
    .filter((step) => step.allow !== allow && overrules(step, highest, decidedBy))
    .map((step) => step.line)
  return { allow, decidedBy, trace, dependsOn }
}

function overrules(
  step: { line: number; precedence: number },
  highest: number,
  decidedBy: number | null,
): boolean {
  return step.precedence > highest || (step.precedence === highest && step.line > (decidedBy ?? -1))
}

/** Anything but ALLOW, in any case of letters, denies. */
export function isAllow(permission: string): boolean {
  return permission.toUpperCase() === 'ALLOW'
}
