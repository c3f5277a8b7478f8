import { decodePassword } from '@/lib/xmail/password'
import { type Document, readTokens } from '@/lib/xmail/tab'
import { lowerAscii, readCtrlaccounts } from './ctrlaccounts'

/**
 * The password that signs an administrator in, a byte string; null: nobody signs in by this name. A secret: it must not
 * leave the server (semantics.md 7.2).
 */
export function findCtrlPassword(doc: Document, user: string): string | null {
  const row = readCtrlaccounts(doc).find(
    (each) => each.state === 'live' && each.user !== null && isSameAdministrator(each.user, user),
  )
  const line = row && doc.lines[row.line]
  const [, hex] = line ? readTokens(line.content) : []
  return hex === undefined ? null : decodePassword(hex).password
}

/** Whether XMail takes two names in ctrlaccounts.tab for one: it compares them without regard to case (semantics.md 7.2). */
export function isSameAdministrator(a: string, b: string): boolean {
  return lowerAscii(a) === lowerAscii(b)
}
