import { wildMatchIgnoringCase } from '@/lib/xmail/wild-match'
import { formatXMailTime } from '../greeting'
import type { MailRoot } from '../mail-root'
import { readRows, removeRows } from '../table-file'
import {
  type Account,
  accountFolder,
  addAccount,
  findAccount,
  findInDomains,
  findOwnAccount,
  readAccounts,
  removeAccount,
  setPassword,
} from './accounts'
import { type Answer, atMost, exactly, listRows, OK, refuse, type Verb, type VerbCall } from './answer'
import { isHandledDomain } from './domains'
import { checkDomainName, checkUserName, sameName, splitAddress } from './names'

const PROFILE = 'userdef.tab'

async function addUser({ root, args }: VerbCall): Promise<Answer> {
  const [domain = '', name = '', password = '', type = ''] = args
  if (!(await isHandledDomain(root, domain))) return refuse('DOMAIN_NOT_HANDLED')
  const code = checkDomainName(domain) || checkUserName(name)
  if (code !== 0) return { kind: 'code', code }
  const aliases = (await readRows(root, 'aliases.tab')) ?? []
  if (aliases.some(({ tokens }) => sameName(tokens[0], domain) && sameName(tokens[1], name))) {
    return refuse('ALIAS_EXIST')
  }
  if (await findOwnAccount(root, domain, name)) return refuse('USER_EXIST')
  // An alias domain has no folder.
  if ((await root.listFiles(`domains/${domain}`)) === null) return refuse('DIR_CREATE')
  const account = { domain, name, password, folder: name, type: type.startsWith('M') ? 'M' : 'U' }
  await makeUserFolder(root, account)
  await addAccount(root, account)
  return OK
}

async function makeUserFolder(
  root: MailRoot,
  account: { domain: string; folder: string; type: string },
): Promise<void> {
  const folder = accountFolder(account)
  await root.makeFolder(folder)
  if (account.type === 'M') await root.writeText(`${folder}/mlusers.tab`, '')
  else for (const part of ['cur', 'new', 'tmp']) await root.makeFolder(`${folder}/Maildir/${part}`)
  const profile =
    (await root.readText(`domains/${account.domain}/${PROFILE}`)) ?? (await root.readText(PROFILE)) ?? ''
  await root.writeText(`${folder}/user.tab`, profile)
}

async function deleteUser({ root, args: [domain = '', name = ''] }: VerbCall): Promise<Answer> {
  if (!(await isHandledDomain(root, domain))) return refuse('DOMAIN_NOT_HANDLED')
  const account = await findOwnAccount(root, domain, name)
  if (!account) return refuse('USER_NOT_FOUND')
  await removeAccount(root, account)
  const isTheirs = (at: number) => (tokens: readonly string[]) =>
    sameName(tokens[at], account.domain) && sameName(tokens[at + 1], account.name)
  await removeRows(root, 'pop3links.tab', isTheirs(0))
  await removeRows(root, 'extaliases.tab', isTheirs(2))
  await removeRows(
    root,
    'aliases.tab',
    ([aliasDomain, , target]) =>
      (sameName(aliasDomain, account.domain) && sameName(target, account.name)) ||
      sameName(target, `${account.name}@${account.domain}`),
  )
  if (checkUserName(account.folder) === 0) await root.removeFolder(accountFolder(account))
  return OK
}

async function changePassword({
  root,
  args: [domain = '', name = '', password = ''],
}: VerbCall): Promise<Answer> {
  if (!(await isHandledDomain(root, domain))) return refuse('DOMAIN_NOT_HANDLED')
  const account = await findAccount(root, domain, name)
  if (typeof account === 'number') return { kind: 'code', code: account }
  await setPassword(root, account, password)
  return OK
}

async function checkPassword({
  root,
  args: [domain = '', name = '', password = ''],
}: VerbCall): Promise<Answer> {
  const account = await findAccount(root, domain, name)
  if (typeof account === 'number') return { kind: 'code', code: account }
  return account.password === password ? OK : refuse('INVALID_PASSWORD')
}

async function listUsers({
  root,
  args: [domainPattern = '*', namePattern = '*'],
}: VerbCall): Promise<Answer> {
  const accounts = await readAccounts(root)
  return listRows(
    accounts
      .filter(({ domain, name }) => {
        return wildMatchIgnoringCase(domain, domainPattern) && wildMatchIgnoringCase(name, namePattern)
      })
      .map(({ domain, name, password, type }) => [domain, name, password, type]),
  )
}

/** Also finds the account behind an alias. Nobody reads mail here, so the last login is now, as XMail says it then. */
async function showStatistics({ root, args: [domain = '', name = ''] }: VerbCall): Promise<Answer> {
  const account = await findInDomains(root, domain, (each) => findByNameOrAlias(root, each, name))
  if (typeof account === 'number') return { kind: 'code', code: account }
  const mailbox = await root.listFilesBelow(`${accountFolder(account)}/Maildir`)
  if (mailbox === null) return refuse('OPENDIR')
  const messages = mailbox.filter((file) => !file.name.startsWith('.'))
  return listRows([
    ['RealAddress', `${account.name}@${account.domain}`],
    ['MailboxSize', String(messages.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0))],
    ['MailboxMessages', String(messages.length)],
    ['LastLoginTimeDate', formatXMailTime(Date.now())],
    ['LastLoginIP', '0.0.0.0'],
  ])
}

/** Exact aliases before patterns; of these the longest. An alias of an alias leads nowhere. */
async function findByNameOrAlias(root: MailRoot, domain: string, name: string): Promise<Account | undefined> {
  const own = await findOwnAccount(root, domain, name)
  if (own) return own
  const rows = (await readRows(root, 'aliases.tab')) ?? []
  const aliases = rows.map(({ tokens }) => tokens).filter(({ length }) => length >= 3)
  const patterns = aliases
    .filter(
      ([of = '', alias = '']) => wildMatchIgnoringCase(domain, of) && wildMatchIgnoringCase(name, alias),
    )
    .toSorted((a, b) => b.slice(0, 2).join('').length - a.slice(0, 2).join('').length)
  const exact = aliases.find(([of, alias]) => sameName(of, domain) && sameName(alias, name))
  const target = (exact ?? patterns[0])?.[2]
  if (target === undefined) return undefined
  const address = splitAddress(target)
  return typeof address === 'number'
    ? findOwnAccount(root, domain, target)
    : findOwnAccount(root, address.domain, address.user)
}

export const USER_VERBS: Readonly<Record<string, Verb>> = {
  useradd: { takes: exactly(4), run: addUser },
  userdel: { takes: exactly(2), run: deleteUser },
  userpasswd: { takes: exactly(3), run: changePassword },
  userauth: { takes: exactly(3), run: checkPassword },
  userlist: { takes: atMost(2), run: listUsers },
  userstat: { takes: exactly(2), run: showStatistics },
}
