import { IP_FLAGS, note, noteVariable, type Session } from './session'

const SPAMMER_WORDS = 'SmtpMsgIPBanSpammers'

/** What was held against the address while connecting, and mail-auth (semantics.md 6.3, 9 and 10). Null: nothing. */
export function checkFlags(session: Session): string | null {
  const { flags, vars } = session
  const held = IP_FLAGS.filter((flag) => flags.has(flag))
  if (held.length > 0) {
    note(session, { check: 'ip-flags', outcome: 'refuses', detail: { flags: held.join(' ') } })
    const words = flags.has('spammer') ? vars.text(SPAMMER_WORDS) : null
    if (words !== null) noteVariable(session, SPAMMER_WORDS, { check: 'ip-flags', outcome: 'refuses' })
    return words ?? '551 Server access forbidden by your IP'
  }
  if (!flags.has('mail-locked')) return null
  const isUnlocked = flags.has('mail-unlocked')
  note(session, { check: 'mail-auth', outcome: isUnlocked ? 'passes' : 'refuses' })
  return isUnlocked ? null : '551 Server use forbidden'
}
