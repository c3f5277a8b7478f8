import { atoi, readAddressFilter } from '@/lib/xmail/net'
import type { Document } from '@/lib/xmail/tab'
import { dataChunks } from '@/lib/xmail/tables/data-chunks'
import { type DeadRule, type FilterRule, makeRuleTable, type RuleTable } from './rule-table'

export interface SpammerRule extends FilterRule {
  /** Above 0: refused. 0: flagged, and refused at MAIL FROM. Below: each command waits so many seconds. */
  readonly code: number
}

/** What a line without `code=` means. */
const DEFAULT_CODE = 1
/** XMail's buffer for the number keeps so many bytes. */
const CODE_BYTES = 30

/** spammers.tab (semantics.md 4.1): the first line that matches, and its code. */
export function compileSpammers(doc: Document): RuleTable<SpammerRule> {
  const rules: SpammerRule[] = []
  const dead: DeadRule[] = []
  for (const { line, tokens } of dataChunks(doc)) {
    if (tokens.length === 0) continue
    // A second field that begins with a digit is taken for a netmask, also behind `net/bits`.
    const addressFields = /^[0-9]/.test(tokens[1] ?? '') ? 2 : 1
    const filter = readAddressFilter(tokens.slice(0, addressFields))
    if (filter.kind === 'invalid') dead.push({ line, why: filter.fault })
    else rules.push({ line, filter, code: readCode(tokens[addressFields]) })
  }
  return makeRuleTable(rules, dead)
}

/** StrParamGet: `code=` at the start or right after a comma, in this spelling alone. */
function readCode(params: string | undefined): number {
  const match = /(?:^|,)code=([^,]*)/.exec(params ?? '')
  return match ? atoi((match[1] ?? '').slice(0, CODE_BYTES)) : DEFAULT_CODE
}
