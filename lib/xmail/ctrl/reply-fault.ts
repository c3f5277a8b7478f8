import { type ErrorCode, type Fault, fault } from '@/lib/errors'

/** What the client had asked for when the reply came: the same number can mean different things. */
export type ReplyPhase = 'greeting' | 'tls' | 'login' | 'command'

/** What a person can act upon; anything else is XMAIL_ERROR with XMail's own number and words. */
const CODES: ReadonlyMap<number, ErrorCode> = new Map([
  [-19, 'FILE_NOT_FOUND'],
  [-105, 'LOGIN_REFUSED'],
  [-106, 'LOGIN_REFUSED'],
  [-129, 'SERVER_BUSY'],
  [-130, 'REFUSED_BY_IPMAP'],
  // What a failed login says where CTRL logging is on (semantics.md 8.2).
  [-161, 'LOGIN_REFUSED'],
  [-211, 'FILE_NOT_FOUND'],
  [-249, 'TLS_NOT_OFFERED'],
])

/**
 * A negative reply as a fault. `code` is signed, as parseReplyLine gives it. After a login every refusal means that the
 * login failed, and after `#!TLS` that there is no TLS (a server too old for TLS takes that line for a bad login).
 */
export function replyFault(code: number, text: string, phase: ReplyPhase = 'command'): Fault {
  const details = { code, text: shownText(text) }
  if (phase === 'tls') return fault('TLS_NOT_OFFERED', details)
  const known = CODES.get(code)
  if (phase === 'login' && known !== 'SERVER_BUSY' && known !== 'REFUSED_BY_IPMAP') {
    return fault('LOGIN_REFUSED', details)
  }
  return fault(known ?? 'XMAIL_ERROR', details)
}

/** The other end's words reach pages and logs: bounded, and without control characters. */
function shownText(text: string): string {
  return text.slice(0, 200).replace(/[^\x20-\x7e]/g, '?')
}
