import { compileGate, type Policy, readServerVariables } from '@/lib/xmail/policy'
import type { Gate } from './assertion'
import { type Bounds, both, boundsOfRules, EVERYBODY, NOBODY, PERHAPS } from './bounds'
import { SMTP_FILES, smtpBounds } from './smtp-bounds'
import { tableOf } from './table-of'

export function filesOfGate(gate: Gate): readonly string[] {
  if (gate === 'smtp') return SMTP_FILES
  return gate === 'pop3' ? ['pop3.ipmap.tab', 'server.tab'] : [`${gate}.ipmap.tab`]
}

/** Clients that a service lets in (semantics.md 2.3, 2.4, 6.1, 8.1, 10.1). Its files must have been read. */
export function gateBounds(policy: Policy, gate: Gate): Bounds {
  if (gate === 'smtp') return smtpBounds(policy)
  const table = tableOf(policy, `${gate}.ipmap.tab`, compileGate)
  const allowed = table ? boundsOfRules(table.rules, ({ allow }) => allow, true) : EVERYBODY
  return gate === 'pop3' ? both(allowed, pop3Greeting(policy)) : allowed
}

/** POP3 needs a domain for users who name none. */
function pop3Greeting(policy: Policy): Bounds {
  const vars = tableOf(policy, 'server.tab', readServerVariables)
  if (!vars) return NOBODY
  const own = vars.text('POP3Domain')
  if (own || vars.text('RootDomain') !== null) return EVERYBODY
  return own === null ? PERHAPS : NOBODY
}
