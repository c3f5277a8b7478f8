import { REPLY_LISTING } from '@/lib/xmail/ctrl'
import { readRows, writeRows } from '../table-file'
import { type Account, accountFolder, findAccount } from './accounts'
import {
  type Answer,
  atLeast,
  exactly,
  listFile,
  listRows,
  OK,
  refuse,
  type Verb,
  type VerbCall,
} from './answer'
import { isHandledDomain } from './domains'
import { sameName } from './names'

/** The value that removes a variable. */
const REMOVE_VALUE = '.|rm'

/** Finds the account that the first two arguments name, and goes on with it. */
function withAccount(run: (call: VerbCall, account: Account) => Promise<Answer>): Verb['run'] {
  return async (call) => {
    const [domain = '', name = ''] = call.args
    if (!(await isHandledDomain(call.root, domain))) return refuse('DOMAIN_NOT_HANDLED')
    const account = await findAccount(call.root, domain, name)
    return typeof account === 'number' ? { kind: 'code', code: account } : run(call, account)
  }
}

async function readVariables({ root }: VerbCall, account: Account): Promise<[string, string][]> {
  const rows = (await readRows(root, `${accountFolder(account)}/user.tab`)) ?? []
  return rows
    .filter(({ tokens }) => tokens.length >= 2)
    .map(({ tokens: [name = '', value = ''] }) => [name, value])
}

async function listVariables(call: VerbCall, account: Account): Promise<Answer> {
  return listRows(await readVariables(call, account))
}

async function setVariables(call: VerbCall, account: Account): Promise<Answer> {
  const variables = new Map(await readVariables(call, account))
  for (let i = 2; i + 1 < call.args.length; i += 2) {
    const [name = '', value = ''] = call.args.slice(i, i + 2)
    if (value === REMOVE_VALUE) variables.delete(name)
    else variables.set(name, value)
  }
  await writeRows(call.root, `${accountFolder(account)}/user.tab`, [...variables])
  return OK
}

/** The domain's file, then the user's, as one. */
async function getMailProcessing({ root, args }: VerbCall, account: Account): Promise<Answer> {
  const which = (args[2] ?? 'ud').toLowerCase()
  // XMail then says that a listing follows, and sends none, not even its end.
  if (!/[ud]/.test(which)) return { kind: 'code', code: REPLY_LISTING }
  const paths = [
    ...(which.includes('d') ? [`domains/${account.domain}/mailproc.tab`] : []),
    ...(which.includes('u') ? [`${accountFolder(account)}/mailproc.tab`] : []),
  ]
  const texts = (await Promise.all(paths.map((path) => root.readText(path)))).filter((text) => text !== null)
  return texts.length === 0 ? refuse('NO_MAILPROC_FILE') : listFile(texts.join(''))
}

async function setMailProcessing({ root, args }: VerbCall, account: Account): Promise<Answer> {
  const isDomain = /^d/i.test(args[2] ?? '')
  const path = `${isDomain ? `domains/${account.domain}` : accountFolder(account)}/mailproc.tab`
  const commit = async (text: string) => {
    if (text !== '') return root.writeText(path, text)
    await root.removeFile(path)
    return 0
  }
  return { kind: 'upload', commit }
}

/** Goes on only where the account is a mailing list. */
function withList(run: (call: VerbCall, membersPath: string) => Promise<Answer>): Verb['run'] {
  return withAccount(async (call, account) =>
    account.type === 'M'
      ? run(call, `${accountFolder(account)}/mlusers.tab`)
      : refuse('USER_NOT_MAILINGLIST'),
  )
}

async function addMember({ root, args }: VerbCall, path: string): Promise<Answer> {
  const [, , address = '', permissions = 'RW'] = args
  const members = await readRows(root, path)
  if (members === null) return refuse('MLUSERS_FILE_NOT_FOUND')
  if (members.some(({ tokens }) => sameName(tokens[0], address))) return refuse('MLUSER_ALREADY_EXIST')
  await writeRows(root, path, [...members.map(({ tokens }) => tokens), [address, permissions]])
  return OK
}

async function deleteMember({ root, args }: VerbCall, path: string): Promise<Answer> {
  const rows = await readRows(root, path)
  if (rows === null) return refuse('MLUSERS_FILE_NOT_FOUND')
  const members = rows.map(({ tokens }) => tokens)
  const kept = members.filter(([address]) => !sameName(address, args[2] ?? ''))
  if (kept.length === members.length) return refuse('MLUSER_NOT_FOUND')
  await writeRows(root, path, kept)
  return OK
}

async function listMembers({ root }: VerbCall, path: string): Promise<Answer> {
  const members = await readRows(root, path)
  if (members === null) return refuse('FILE_OPEN')
  return listRows(members.map(({ tokens: [address = '', permissions = ''] }) => [address, permissions]))
}

export const USER_FILE_VERBS: Readonly<Record<string, Verb>> = {
  uservars: { takes: exactly(2), run: withAccount(listVariables) },
  uservarsset: { takes: (count) => count >= 4 && count % 2 === 0, run: withAccount(setVariables) },
  usergetmproc: { takes: atLeast(2), run: withAccount(getMailProcessing) },
  usersetmproc: { takes: atLeast(2), run: withAccount(setMailProcessing) },
  mluseradd: { takes: atLeast(3), run: withList(addMember) },
  mluserdel: { takes: exactly(3), run: withList(deleteMember) },
  mluserlist: { takes: exactly(2), run: withList(listMembers) },
}
