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

const SENDING = ['SmtpPerms', 'MaxMessageSize', 'DisableEmitAuthUser'] as const

/**
 * The variables of user.tab that XMail heeds, by whom the file belongs to (semantics.md 6.7, 10.1, 13). RCPT asks
 * ReceiveEnable of both, the size of the mailbox of accounts alone and ClosedML of lists alone. VRFY tells the RealName
 * of both, FINGER that of accounts. Neither SMTP nor POP3 asks what kind of line a password is of, so whoever knows that
 * of a list signs in to both (SMTPSvr.cpp, SMTPTryApplyLocalAuth; POP3Utils.cpp, UPopBuildSession): POP3 shows an empty
 * mailbox, and opens the way for POP before SMTP.
 */
export const ACCOUNT_VARIABLES: Readonly<Record<AccountKind, readonly PartVariables[]>> = {
  account: [
    { part: 'receiving', names: ['ReceiveEnable', 'MaxMBSize'] },
    { part: 'fetching', names: ['PopEnable', 'Pop3ScanCur'] },
    { part: 'sending', names: SENDING },
    { part: 'shown', names: ['RealName', 'HomePage'] },
  ],
  list: [
    { part: 'list', names: ['ReceiveEnable', 'ClosedML', 'UseReplyTo', 'ListSender'] },
    { part: 'sending', names: [...SENDING, 'PopEnable'] },
    { part: 'shown', names: ['RealName'] },
  ],
}

/** The variables of user.tab that do nothing in the file of such a one, by XMail's names. */
export function idleVariables(kind: AccountKind): string[] {
  const heeded = new Set(ACCOUNT_VARIABLES[kind].flatMap(({ names }) => names))
  return VARIABLES.flatMap(({ scope, name }) => (scope === 'user' && !heeded.has(name) ? [name] : []))
}
