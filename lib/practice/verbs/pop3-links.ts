import { decodePassword, encodePassword } from '@/lib/xmail/password'
import type { MailRoot } from '../mail-root'
import { appendRow, readRows, removeRows } from '../table-file'
import { accountFolder, findAccount } from './accounts'
import {
  type Answer,
  atLeast,
  atMost,
  exactly,
  listRows,
  OK,
  refuse,
  type Verb,
  type VerbCall,
} from './answer'
import { sameName } from './names'

const LINKS = 'pop3links.tab'

/** The first four tokens of a row say which link it is. */
function isLink(tokens: readonly string[], wanted: readonly (string | undefined)[]): boolean {
  return wanted.every((name, at) => name === undefined || sameName(tokens[at], name))
}

async function addLink({ root, args }: VerbCall): Promise<Answer> {
  const [domain = '', user = '', remoteDomain = '', remoteUser = '', password = '', method = ''] = args
  const rows = (await readRows(root, LINKS)) ?? []
  if (rows.some(({ tokens }) => isLink(tokens, args.slice(0, 4)))) return refuse('LINK_EXIST')
  await appendRow(root, LINKS, [domain, user, remoteDomain, remoteUser, encodePassword(password), method])
  return OK
}

/** Where the account is not there, the link goes all the same, and the answer is the error. */
async function deleteLink({ root, args }: VerbCall): Promise<Answer> {
  const removed = await removeRows(root, LINKS, (tokens) => isLink(tokens, args))
  if (removed === 0) return refuse('LINK_NOT_FOUND')
  const mark = await disabledMark(root, args)
  if (typeof mark === 'number') return { kind: 'code', code: mark }
  await root.removeFile(mark)
  return OK
}

/** The password of the other server in clear, as XMail tells it. */
async function listLinks({ root, args }: VerbCall): Promise<Answer> {
  const listed: string[][] = []
  for (const { tokens } of (await readRows(root, LINKS)) ?? []) {
    const [domain = '', user = '', remoteDomain = '', remoteUser = '', secret = '', method = ''] = tokens
    if (!isLink(tokens, args)) continue
    const mark = await disabledMark(root, tokens)
    const state = typeof mark === 'string' && !(await root.fileExists(mark)) ? 'ON' : 'OFF'
    listed.push([domain, user, remoteDomain, remoteUser, decodePassword(secret).password, method, state])
  }
  return listRows(listed)
}

async function enableLink({ root, args: [flag = '', ...wanted] }: VerbCall): Promise<Answer> {
  const rows = ((await readRows(root, LINKS)) ?? []).filter(({ tokens }) =>
    isLink(tokens, wanted.slice(0, 4)),
  )
  for (const { tokens } of rows) {
    const mark = await disabledMark(root, tokens)
    if (typeof mark === 'number') continue
    if (Number.parseInt(flag, 10)) await root.removeFile(mark)
    else await root.writeText(mark, 'disabled\n')
  }
  return rows.length === 0 ? refuse('LINK_NOT_FOUND') : OK
}

/** The file whose existence switches a link off; an error number where its account is not there. */
async function disabledMark(root: MailRoot, tokens: readonly string[]): Promise<string | number> {
  const [domain = '', user = '', remoteDomain = '', remoteUser = ''] = tokens
  const account = await findAccount(root, domain, user)
  const name = `${remoteUser}@${remoteDomain}.disabled`.replace(/[/\\]/g, '_')
  return typeof account === 'number' ? account : `${accountFolder(account)}/${name}`
}

export const POP3_LINK_VERBS: Readonly<Record<string, Verb>> = {
  poplnkadd: { takes: exactly(6), run: addLink },
  poplnkdel: { takes: exactly(4), run: deleteLink },
  poplnklist: { takes: atMost(2), run: listLinks },
  poplnkenable: { takes: atLeast(3), run: enableLink },
}
