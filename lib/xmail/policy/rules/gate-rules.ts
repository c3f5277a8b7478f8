import { type Address, atoi, readAddressFilter } from '@/lib/xmail/net'
import type { Document } from '@/lib/xmail/tab'
import { type DataChunk, dataChunks } from '@/lib/xmail/tables/data-chunks'
import { isAllow } from '../decide-gate'
import { type DeadRule, type FilterRule, makeRuleTable, type RuleTable } from './rule-table'

export interface GateRule extends FilterRule {
  readonly allow: boolean
  readonly precedence: number
}

/** XMail's search begins with -1: what is below never applies. */
const LOWEST_PRECEDENCE = -1

/** An ipmap file (semantics.md 2.3): highest precedence first, of equals the later line. */
export function compileGate(doc: Document): RuleTable<GateRule> {
  const rules: GateRule[] = []
  const dead: DeadRule[] = []
  for (const chunk of dataChunks(doc)) {
    const rule = readGateRule(chunk)
    if ('why' in rule) dead.push(rule)
    else rules.push(rule)
  }
  return makeRuleTable(
    rules.reverse().sort((a, b) => b.precedence - a.precedence),
    dead,
  )
}

function readGateRule({ line, tokens }: DataChunk): GateRule | DeadRule {
  if (tokens.length < 4) {
    const isCidr = tokens.length === 3 && tokens[0]?.includes('/')
    return { line, why: isCidr ? 'three-field-cidr' : 'too-few-fields' }
  }
  const filter = readAddressFilter(tokens)
  if (filter.kind === 'invalid') return { line, why: filter.fault }
  const precedence = atoi(tokens[3] ?? '')
  if (precedence < LOWEST_PRECEDENCE) return { line, why: 'precedence-never-applies' }
  return { line, filter, allow: isAllow(tokens[2] ?? ''), precedence }
}

/** Whether a gate lets a peer in; as `decideGate`, and quicker. Null: there is no file, and all may. */
export function gateAllows(gate: RuleTable<GateRule> | null, peer: Address): boolean {
  return gate?.find(peer)?.allow ?? true
}
