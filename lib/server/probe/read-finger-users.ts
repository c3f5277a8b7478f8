import { openDocument } from '@/lib/changes/plan'
import { type Fault, ok, type Result } from '@/lib/errors'
import type { CallOptions, MailRootStore, Snapshot } from '@/lib/mailroot/store'
import { type MailRootPath, mailRootPath, parseMailRootPath } from '@/lib/xmail/path'
import { readUserVariables } from '@/lib/xmail/policy'
import { decodeText, readChunks } from '@/lib/xmail/tab'

/** What FINGER shows of one user to whoever may ask (semantics.md 10.1). Null: `??`, the variable is not set. */
export interface FingerUser {
  readonly address: string
  readonly realName: string | null
  readonly homePage: string | null
}

export interface FingerUsers {
  /** Accounts of people in mailusers.tab. */
  readonly total: number
  /** Lists, which FINGER answers with their members. */
  readonly lists: number
  /** As many as have been read so far, in the order of mailusers.tab. */
  readonly users: readonly FingerUser[]
}

export const NO_FINGER_USERS: FingerUsers = { total: 0, lists: 0, users: [] }

/** Each is a file of its own; over CTRL ten thousand of them are minutes. */
export const USERS_AT_ONCE = 200
const FILES_A_READ = 25

const USERS = mailRootPath('mailusers.tab')

/** Names and folders only: what else is on these lines, the passwords, stays here. */
interface Account {
  readonly address: string
  readonly isList: boolean
  readonly path: MailRootPath | null
}

/** The accounts of mailusers.tab. Errors: those of reading; FILE_NOT_FOUND. */
export async function readAccounts(
  store: MailRootStore,
  options: CallOptions,
): Promise<Result<readonly Account[]>> {
  const snapshot = await store.readSnapshot([USERS], options)
  if (!snapshot.ok) return snapshot
  const document = openDocument(snapshot.value.files.get(USERS), USERS)
  if (!document.ok) return document
  const { lines, format } = document.value
  return ok(
    lines.flatMap((line) => readChunks(line, format).flatMap(({ tokens }) => accountOf(tokens) ?? [])),
  )
}

function accountOf(tokens: readonly string[]): Account | null {
  const [domain = '', name = '', , , folder = '', type] = tokens
  if (type === undefined) return null
  const path = parseMailRootPath(`domains/${domain.toLowerCase()}/${folder}/user.tab`)
  return { address: `${name}@${domain}`, isList: !/^u/i.test(type), path: path.ok ? path.value : null }
}

export interface ReadFingerUsers {
  readonly store: MailRootStore
  /** How many have been read before: the next ones are read now. */
  readonly known: readonly FingerUser[]
  readonly signal: AbortSignal
  report(users: FingerUsers): void
}

/** Reads what FINGER shows of the next users, a few files at a time. Its fault where they cannot be read. */
export async function readFingerUsers({
  store,
  known,
  signal,
  report,
}: ReadFingerUsers): Promise<Fault | null> {
  const accounts = await readAccounts(store, { signal })
  if (!accounts.ok) return accounts.error
  const people = accounts.value.filter(({ isList }) => !isList)
  const found = { total: people.length, lists: accounts.value.length - people.length }
  const users = [...known]
  const until = Math.min(people.length, known.length + USERS_AT_ONCE)
  while (users.length < until) {
    const next = people.slice(users.length, Math.min(until, users.length + FILES_A_READ))
    const paths = next.flatMap(({ path }) => path ?? [])
    const snapshot = await store.readSnapshot(paths, { signal })
    if (!snapshot.ok) return snapshot.error
    users.push(...next.map((account) => showUser(account, snapshot.value)))
    report({ ...found, users: [...users] })
  }
  report({ ...found, users })
  return null
}

function showUser({ address, path }: Account, { files }: Snapshot): FingerUser {
  const file = path ? files.get(path) : undefined
  const document = path && file ? openDocument(file, path) : null
  if (!document?.ok) return { address, realName: null, homePage: null }
  const variables = readUserVariables(document.value)
  const text = (name: string) => {
    const value = variables.text(name)
    return value === null ? null : decodeText(document.value, value)
  }
  return { address, realName: text('RealName'), homePage: text('HomePage') }
}
