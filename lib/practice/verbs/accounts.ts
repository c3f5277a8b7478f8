import { decodePassword, encodePassword } from '@/lib/xmail/password'
import type { MailRoot } from '../mail-root'
import { appendRow, type Field, readRows, removeRows, replaceRow } from '../table-file'
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

export async function findAccount(
  root: MailRoot,
  domain: string,
  name: string,
): Promise<Account | undefined> {
  const accounts = await readAccounts(root)
  return accounts.find((account) => sameName(account.domain, domain) && sameName(account.name, name))
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
