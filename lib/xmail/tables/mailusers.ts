import type { Document } from '@/lib/xmail/tab'
import { dataChunks } from './data-chunks'

/** An account of mailusers.tab without its password: what may be shown. Byte strings. */
export interface AccountName {
  readonly domain: string
  readonly name: string
  /** Below MAIL_ROOT. Not checked: the file may name any folder. */
  readonly folder: string
}

const FIELDS = 6

/**
 * The accounts that fetch mail, in the file's order; mailing lists have no mailbox (semantics.md 7.3). Of two rows with
 * the same name, without regard to case, XMail's index finds the first.
 */
export function readAccountNames(doc: Document): AccountName[] {
  const accounts = new Map<string, AccountName>()
  for (const { tokens } of dataChunks(doc)) {
    const [domain = '', name = '', , , directory = '', type = ''] = tokens
    const key = lowerAscii(`${domain}\t${name}`)
    if (tokens.length < FIELDS || !/^u/i.test(type) || accounts.has(key)) continue
    // The folder of a domain is in lower case, whatever the row says (MailDomains.cpp, MDomGetDomainPath).
    accounts.set(key, { domain, name, folder: `domains/${lowerAscii(domain)}/${directory}` })
  }
  return [...accounts.values()]
}

/** The account of this name, without regard to case, as XMail's index finds it. */
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
