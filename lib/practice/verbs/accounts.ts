import { decodePassword, encodePassword } from '@/lib/xmail/password'
import type { MailRoot } from '../mail-root'
import { appendRow, type Field, readRows, removeRows, replaceRow } from '../table-file'
import { XMAIL } from './answer'
import { realDomainOf } from './domains'
import { sameName } from './names'

const ACCOUNTS = 'mailusers.tab'

/** A row of mailusers.tab (semantics.md 7.3). */
export interface Account {
  readonly domain: string
  readonly name: string
  readonly password: string
  readonly id: number
  readonly folder: string
  readonly type: string
  /** The row as it stands in the file. */
  readonly line: string
}

/** Accounts in the order of the file; a row with a password that cannot be decoded is none. */
export async function readAccounts(root: MailRoot): Promise<Account[]> {
  const accounts: Account[] = []
  for (const { line, tokens } of (await readRows(root, ACCOUNTS)) ?? []) {
    const [domain = '', name = '', secret = '', id = '', folder = '', type] = tokens
    const { password, intact } = decodePassword(secret)
    if (type !== undefined && intact) {
      accounts.push({ domain, name, password, id: Number.parseInt(id, 10) || 0, folder, type, line })
    }
  }
  return accounts
}

/** The account of exactly this domain; an alias domain has none of its own. */
export async function findOwnAccount(
  root: MailRoot,
  domain: string,
  name: string,
): Promise<Account | undefined> {
  const accounts = await readAccounts(root)
  return accounts.find((account) => sameName(account.domain, domain) && sameName(account.name, name))
}

/** Also finds the accounts of a domain by its alias; else the error number with which XMail says that there is none. */
export function findAccount(root: MailRoot, domain: string, name: string): Promise<Account | number> {
  return findInDomains(root, domain, (each) => findOwnAccount(root, each, name))
}

/**
 * Looks in the domain, then in the one that it is an alias of. The number depends on which search was the last to fail:
 * among the accounts, or, where it is no alias domain, among the alias domains.
 */
export async function findInDomains(
  root: MailRoot,
  domain: string,
  find: (domain: string) => Promise<Account | undefined>,
): Promise<Account | number> {
  const own = await find(domain)
  if (own) return own
  const real = await realDomainOf(root, domain)
  if (real === undefined) return XMAIL.RECORD_NOT_FOUND
  return (await find(real)) ?? XMAIL.USER_NOT_FOUND
}

export async function addAccount(root: MailRoot, account: Omit<Account, 'id' | 'line'>): Promise<void> {
  const highest = Math.max(0, ...(await readAccounts(root)).map(({ id }) => id))
  await appendRow(root, ACCOUNTS, fieldsOf({ ...account, id: highest + 1 }))
}

export async function setPassword(root: MailRoot, account: Account, password: string): Promise<void> {
  await replaceRow(root, ACCOUNTS, account.line, fieldsOf({ ...account, password }))
}

export async function removeAccount(root: MailRoot, { domain, name }: Account): Promise<void> {
  await removeRows(root, ACCOUNTS, (tokens) => sameName(tokens[0], domain) && sameName(tokens[1], name))
}

/** Where an account keeps its files, below MAIL_ROOT. */
export function accountFolder({ domain, folder }: Pick<Account, 'domain' | 'folder'>): string {
  return `domains/${domain}/${folder}`
}

function fieldsOf(account: Omit<Account, 'line'>): readonly Field[] {
  const { domain, name, password, id, folder, type } = account
  return [domain, name, encodePassword(password), id, folder, type]
}
