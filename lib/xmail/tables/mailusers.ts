import { decodePassword } from '@/lib/xmail/password'
import type { Document } from '@/lib/xmail/tab'
import { dataChunks } from './data-chunks'

/** What a name of mailusers.tab belongs to: an account with a mailbox, or a mailing list. */
export type AccountKind = 'account' | 'list'

/** An account or a mailing list of mailusers.tab without its password: what may be shown. Byte strings. */
export interface AccountName {
  readonly domain: string
  readonly name: string
  readonly kind: AccountKind
  /** Below MAIL_ROOT. Not checked: the file may name any folder. */
  readonly folder: string
}

/** By the first letter of the type, in either case (UsrUtils.cpp, UsrGetUserType). */
const KINDS: Readonly<Record<string, AccountKind>> = { u: 'account', m: 'list' }

/**
 * The accounts and mailing lists, in the file's order (semantics.md 7.3). Of two rows with the same name, without regard
 * to case, XMail's index finds the first, whatever else is in it: a row that is too short, whose password cannot be
 * decoded or whose type XMail does not know hides the rows behind it, and is nobody itself.
 */
export function readAccountNames(doc: Document): AccountName[] {
  const found = new Set<string>()
  const accounts: AccountName[] = []
  for (const { tokens } of dataChunks(doc)) {
    const [domain, name, secret = '', , directory = '', type] = tokens
    if (domain === undefined || name === undefined) continue
    const key = lowerAscii(`${domain}\t${name}`)
    if (found.has(key)) continue
    found.add(key)
    const kind = KINDS[lowerAscii(type?.[0] ?? '')]
    if (!kind || !decodePassword(secret).intact) continue
    // The folder of a domain is in lower case, whatever the row says (MailDomains.cpp, MDomGetDomainPath).
    accounts.push({ domain, name, kind, folder: `domains/${lowerAscii(domain)}/${directory}` })
  }
  return accounts
}

/** The account or list of this name, without regard to case, as XMail's index finds it. */
export function findAccountName(
  accounts: readonly AccountName[],
  domain: string,
  name: string,
): AccountName | undefined {
  const key = lowerAscii(`${domain}\t${name}`)
  return accounts.find((account) => lowerAscii(`${account.domain}\t${account.name}`) === key)
}

/** StrLower: ASCII letters alone. */
function lowerAscii(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
}
