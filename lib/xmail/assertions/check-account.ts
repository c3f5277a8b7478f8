import { unwrap } from '@/lib/errors'
import { type Address, type AddressSet, difference, isEmptySet, parseAddress } from '@/lib/xmail/net'
import { compileLogins, type Policy } from '@/lib/xmail/policy'
import type { Assertion } from './assertion'
import { clientsIn } from './clients'
import { playAccount } from './play'
import { RELAY_FILES, relayTableBounds, smtpBounds } from './smtp-bounds'
import { type AssertionState, unread } from './state'
import { stateOf } from './state-of'
import { findUnread, tableOf } from './table-of'

const LOGINS = 'smtpauth.tab'

/**
 * Whether somebody who signs in may send to other domains, by any mechanism, in the clear or by TLS (semantics.md 6.5,
 * 7.3 to 7.5). Asked from an address that may not relay anyway, so that what it finds is the account's doing.
 */
export function checkAccount(
  policy: Policy,
  { account, claim }: Extract<Assertion, { kind: 'account' }>,
): AssertionState {
  const path = findUnread(policy, [...RELAY_FILES, LOGINS])
  if (path !== null) return unread(path)
  const logins = tableOf(policy, LOGINS, compileLogins) ?? []
  // Of the same name with several passwords each has permissions of its own.
  const passwords = logins.filter(({ user }) => user === account).map(({ password }) => password)
  const played = playAccount(policy, account, [null, ...new Set(passwords)], someClient(policy))
  return stateOf(played, null, claim === 'may')
}

/** A client that is let in and may not relay by its address; where there is none, the next best. */
function someClient(policy: Policy): Address {
  const connects = smtpBounds(policy)
  const relays = relayTableBounds(policy)
  const best = [connects.least, connects.most].map((set) => difference(set, relays.most))
  const found = [...best, connects.most].find((set: AddressSet) => !isEmptySet(set))
  return (found && clientsIn(found).clients[0]) ?? unwrap(parseAddress('192.0.2.1'))
}
