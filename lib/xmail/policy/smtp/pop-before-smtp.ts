import { findAccountOrAlias } from '../accounts/find-account'
import { lowerAscii } from '../accounts/lookup-table'
import { askYesNo, type Walk, YES_NO } from '../open-facts'
import { applyAccount } from './permissions'
import { noteVariable, type Session } from './session'

const SETTING = 'EnableAuthSMTP-POP3'

/**
 * SMTPTryPopAuthIpCheck (semantics.md 6.6): a sender whose account has just signed in by POP3 from the same address has
 * that account's permissions from here on. It never refuses anything.
 */
export function* popBeforeSmtp(
  session: Session,
  sender: { readonly name: string; readonly domain: string },
): Walk<void> {
  if (!session.vars.flag(SETTING, true)) return
  const { popSignIns } = session.world
  // With nobody signed in it does not matter whose address the sender is.
  if (popSignIns?.length === 0) return
  const account = yield* findAccountOrAlias(session.policy, sender.domain, sender.name)
  if (!account) return
  const address = `${account.name}@${account.domain}`
  const known = popSignIns?.some((each) => lowerAscii(each) === lowerAscii(address))
  const isSignedIn = yield* askYesNo(known, { kind: 'pop-sign-in', account: address, answers: YES_NO })
  const outcome = isSignedIn ? 'grants' : 'grants-nothing'
  noteVariable(session, SETTING, { check: 'pop-before-smtp', outcome, detail: { account: address } })
  if (!isSignedIn) return
  applyAccount(session, account)
  if (session.logonUser === '') session.logonUser = address
}
