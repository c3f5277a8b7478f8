import type { AccountKind } from '@/lib/xmail/tables/mailusers'
import { VARIABLES } from './definitions'

/** What variables of user.tab are about. A closed list: pages translate it. */
export const ACCOUNT_PARTS = ['list', 'receiving', 'fetching', 'sending', 'shown'] as const
export type AccountPart = (typeof ACCOUNT_PARTS)[number]

export interface PartVariables {
  readonly part: AccountPart
  /** XMail's names. */
  readonly names: readonly string[]
}

/** Whoever knows the password of a list signs in to SMTP as with an account (SMTPSvr.cpp, SMTPTryApplyLocalAuth). */
const SENDING: PartVariables = {
  part: 'sending',
  names: ['SmtpPerms', 'MaxMessageSize', 'DisableEmitAuthUser'],
}

/**
 * The variables of user.tab that XMail heeds, by whom the file belongs to (semantics.md 6.7, 10.1, 13). RCPT asks
 * ReceiveEnable of both, the size of the mailbox of accounts alone and ClosedML of lists alone. VRFY tells the RealName
 * of both, FINGER that of accounts. A list has no mailbox, so POP3 lets nobody in whatever PopEnable says.
 */
export const ACCOUNT_VARIABLES: Readonly<Record<AccountKind, readonly PartVariables[]>> = {
  account: [
    { part: 'receiving', names: ['ReceiveEnable', 'MaxMBSize'] },
    { part: 'fetching', names: ['PopEnable', 'Pop3ScanCur'] },
    SENDING,
    { part: 'shown', names: ['RealName', 'HomePage'] },
  ],
  list: [
    { part: 'list', names: ['ReceiveEnable', 'ClosedML', 'UseReplyTo', 'ListSender'] },
    SENDING,
    { part: 'shown', names: ['RealName'] },
  ],
}

/** The variables of user.tab that do nothing in the file of such a one, by XMail's names. */
export function idleVariables(kind: AccountKind): string[] {
  const heeded = new Set(ACCOUNT_VARIABLES[kind].flatMap(({ names }) => names))
  return VARIABLES.flatMap(({ scope, name }) => (scope === 'user' && !heeded.has(name) ? [name] : []))
}
