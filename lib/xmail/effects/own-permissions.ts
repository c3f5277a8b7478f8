import { readServerVariables, readUserVariables } from '@/lib/xmail/policy'
import type { Document } from '@/lib/xmail/tab'

/** What XMail gives an account that has no letters of its own (semantics.md 6.5). */
export const DEFAULT_PERMS = 'MRVZ'

/** What an account may do when signed in to SMTP. */
export interface OwnPermissions {
  /** Permission letters, each once, in the order of MRVTZS. */
  readonly letters: string
  /** Whether they are the account's own (SmtpPerms of its user.tab) or those of all (DefaultSmtpPerms). */
  readonly isOwn: boolean
}

/** DefaultSmtpPerms as it is written; without it, or without server.tab, XMail's own (semantics.md 6.5). */
export function defaultPermissions(serverTab: Document | null): string {
  return (serverTab && readServerVariables(serverTab).text('DefaultSmtpPerms')) ?? DEFAULT_PERMS
}

/** `userTab` null: the account has none. */
export function ownPermissions(userTab: Document | null, defaults: string): OwnPermissions {
  const own = userTab ? readUserVariables(userTab).text('SmtpPerms') : null
  return { letters: permissionLetters(own ?? defaults), isOwn: own !== null }
}

/** The letters that XMail knows, each once: it ignores all others and the order (semantics.md 6.5). */
export function permissionLetters(text: string): string {
  return [...'MRVTZS'].filter((letter) => text.includes(letter)).join('')
}
