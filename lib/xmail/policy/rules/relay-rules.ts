import { readAddressFilter } from '@/lib/xmail/net'
import type { Document } from '@/lib/xmail/tab'
import { dataChunks } from '@/lib/xmail/tables/data-chunks'
import { type DeadRule, type FilterRule, makeRuleTable, type RuleTable } from './rule-table'

/** smtprelay.tab (semantics.md 3): whoever a line matches may relay. */
export function compileRelay(doc: Document): RuleTable<FilterRule> {
  const rules: FilterRule[] = []
  const dead: DeadRule[] = []
  for (const { line, tokens } of dataChunks(doc)) {
    const filter = tokens.length > 0 ? readAddressFilter(tokens) : NO_FILTER
    if (filter.kind === 'invalid') dead.push({ line, why: filter.fault })
    else rules.push({ line, filter })
  }
  return makeRuleTable(rules, dead)
}

const NO_FILTER = { kind: 'invalid', fault: 'too-few-fields' } as const
