import type { Rule } from './rule'
import { CREDENTIAL_RULES } from './rules/credentials'
import { DEAD_LINE_RULES } from './rules/dead-lines'
import { FILTER_RULES } from './rules/filters'
import { FIRST_MATCH_RULES } from './rules/first-match'
import { GATE_RULES } from './rules/gates'
import { LINE_RULES } from './rules/lines'
import { MISSING_FILE_RULES } from './rules/missing-files'
import { OPEN_GATE_RULES } from './rules/open-gates'
import { PROGRAM_RULES } from './rules/programs'
import { RELAY_RULES } from './rules/relay'
import { ROW_FORM_RULES } from './rules/row-form'
import { SETTING_RULES } from './rules/settings'
import { SPAM_RULES } from './rules/spam'
import { TLS_RULES } from './rules/tls'
import { WHITELIST_RULES } from './rules/whitelists'

/** Every rule. One that is not here finds nothing; each has words in `messages/…/findings.json`. */
export const RULES: readonly Rule[] = [
  ...MISSING_FILE_RULES,
  ...RELAY_RULES,
  ...OPEN_GATE_RULES,
  ...GATE_RULES,
  ...ROW_FORM_RULES,
  ...DEAD_LINE_RULES,
  ...FIRST_MATCH_RULES,
  ...WHITELIST_RULES,
  ...SPAM_RULES,
  ...CREDENTIAL_RULES,
  ...PROGRAM_RULES,
  ...SETTING_RULES,
  ...TLS_RULES,
  ...LINE_RULES,
  ...FILTER_RULES,
]
