import type { Policy } from '@/lib/xmail/policy'
import type { Assertion } from './assertion'
import { checkAccount } from './check-account'
import { checkSender } from './check-sender'
import { checkSet } from './check-set'
import type { AssertionState } from './state'

/**
 * Whether a sentence is true of a MailRoot: of all clients, exactly, not of samples. A file that policy says is `unread` makes
 * it unknown; whoever can read it may ask again. What is missing must be given as missing.
 */
export function checkAssertion(policy: Policy, assertion: Assertion): AssertionState {
  switch (assertion.kind) {
    case 'relay':
    case 'gate':
      return checkSet(policy, assertion)
    case 'sender':
      return checkSender(policy, assertion)
    case 'account':
      return checkAccount(policy, assertion)
  }
}
