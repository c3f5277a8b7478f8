import { wildMatchIgnoringCase } from '@/lib/xmail/wild-match'
import { formatXMailTime } from '../greeting'
import type { MailRoot } from '../mail-root'
import { readRows, removeRows } from '../table-file'
import { accountFolder, addAccount, findAccount, readAccounts, removeAccount, setPassword } from './accounts'
import { type Answer, atMost, exactly, listRows, OK, refuse, type Verb, type VerbCall } from './answer'
import { isHandledDomain } from './domains'
import { checkDomainName, checkUserName, sameName } from './names'

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
  if (await findAccount(root, domain, name)) return refuse('USER_EXIST')
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
  else await root.makeFolder(`${folder}/mailbox`)
  const profile =
    (await root.readText(`domains/${account.domain}/${PROFILE}`)) ?? (await root.readText(PROFILE)) ?? ''
  await root.writeText(`${folder}/user.tab`, profile)
}

async function deleteUser({ root, args: [domain = '', name = ''] }: VerbCall): Promise<Answer> {
  if (!(await isHandledDomain(root, domain))) return refuse('DOMAIN_NOT_HANDLED')
  const account = await findAccount(root, domain, name)
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
  if (!account) return refuse('USER_NOT_FOUND')
  await setPassword(root, account, password)
  return OK
}

async function checkPassword({
  root,
  args: [domain = '', name = '', password = ''],
}: VerbCall): Promise<Answer> {
  const account = await findAccount(root, domain, name)
  if (!account) return refuse('USER_NOT_FOUND')
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
  const aliases = (await readRows(root, 'aliases.tab')) ?? []
  const alias = aliases.find(({ tokens }) => sameName(tokens[0], domain) && sameName(tokens[1], name))
  const account =
    (await findAccount(root, domain, name)) ?? (await findAccount(root, domain, alias?.tokens[2] ?? ''))
  if (!account) return refuse('USER_NOT_FOUND')
  const mailbox = (await root.listFiles(`${accountFolder(account)}/mailbox`)) ?? []
  return listRows([
    ['RealAddress', `${account.name}@${account.domain}`],
    ['MailboxSize', String(mailbox.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0))],
    ['MailboxMessages', String(mailbox.length)],
    ['LastLoginTimeDate', formatXMailTime(Date.now())],
    ['LastLoginIP', '0.0.0.0'],
  ])
}

export const USER_VERBS: Readonly<Record<string, Verb>> = {
  useradd: { takes: exactly(4), run: addUser },
  userdel: { takes: exactly(2), run: deleteUser },
  userpasswd: { takes: exactly(3), run: changePassword },
  userauth: { takes: exactly(3), run: checkPassword },
  userlist: { takes: atMost(2), run: listUsers },
  userstat: { takes: exactly(2), run: showStatistics },
}
