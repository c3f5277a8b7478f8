import { atoi } from '@/lib/xmail/net'
import type { Account } from '../accounts/find-account'
import type { Session } from './session'
import { type Flag, IP_FLAGS, note, noteVariable } from './session'

const FLAG_OF: ReadonlyMap<string, Flag> = new Map([
  ['M', 'mail-unlocked'],
  ['R', 'relay'],
  ['V', 'vrfy'],
  ['T', 'etrn'],
  ['S', 'tls-exempt'],
])

/** SMTPApplyPerms (semantics.md 6.5): even an empty text clears what was held against the address, and the delay. */
export function applyPermissions(session: Session, letters: string): void {
  for (const letter of letters) {
    const flag = FLAG_OF.get(letter)
    if (flag) session.flags.add(flag)
    if (letter === 'Z') session.maxBytes = 0n
  }
  for (const flag of IP_FLAGS) session.flags.delete(flag)
  session.delaySeconds = 0
}

/** SMTPApplyUserConfig: what an account's own SmtpPerms or DefaultSmtpPerms give, and its own size limit. */
export function applyAccount(session: Session, account: Account): void {
  const own = account.vars.text('SmtpPerms')
  const letters = own ?? session.vars.text('DefaultSmtpPerms') ?? 'MRVZ'
  const detail = { letters, account: `${account.name}@${account.domain}` }
  const step = { check: 'permissions', outcome: 'grants', detail } as const
  if (own === null) noteVariable(session, 'DefaultSmtpPerms', step)
  else note(session, { ...step, file: `${account.folder}/user.tab`, line: account.vars.lineOf('SmtpPerms') })
  applyPermissions(session, letters)
  const kilobytes = account.vars.text('MaxMessageSize')
  if (kilobytes !== null) session.maxBytes = BigInt.asUintN(64, BigInt(atoi(kilobytes)) * 1024n)
}
