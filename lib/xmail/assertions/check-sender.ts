import { compileSpamAddresses, type Policy, readServerVariables } from '@/lib/xmail/policy'
import type { Assertion } from './assertion'
import { type AssertionState, HOLDS, unread } from './state'
import { findUnread, tableOf } from './table-of'

const FILES = ['server.tab', 'spam-address.tab'] as const

/**
 * Whether mail from one address is refused for its sender, whoever the client is: spam-address.tab, which nothing passes
 * by, and CheckMailerDomain, which asks DNS (semantics.md 4.2, 6.3).
 */
export function checkSender(
  policy: Policy,
  { sender, claim }: Extract<Assertion, { kind: 'sender' }>,
): AssertionState {
  const path = findUnread(policy, FILES)
  if (path !== null) return unread(path)
  const question = { service: 'smtp', client: SOMEBODY, from: sender }
  const line = tableOf(policy, 'spam-address.tab', compileSpamAddresses)?.find(sender) ?? null
  const wanted = claim === 'refused'
  if (line !== null && wanted) return HOLDS
  const vars = tableOf(policy, 'server.tab', readServerVariables)
  if (line === null && vars?.flag('CheckMailerDomain', false)) {
    const on = {
      kind: 'sender-domain',
      domain: sender.slice(sender.indexOf('@') + 1),
      answers: ['yes', 'no'],
    } as const
    const ways = on.answers.map((given) => ({ assumed: [{ on, given }], holds: wanted === (given === 'no') }))
    return { kind: 'unknown', why: 'depends', example: { client: null, question }, ways }
  }
  if (line === null && !wanted) return HOLDS
  const decider = { file: 'spam-address.tab', line: line === null ? null : line + 1 }
  return { kind: 'broken', example: { client: null, decider, question }, reach: null, isPartial: false }
}

/** An address for documentation: the simulator wants a client, and to this check all are alike. */
const SOMEBODY = '192.0.2.1'
