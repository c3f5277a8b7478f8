import 'server-only'
import { openDocument } from '@/lib/changes/plan'
import { err, ok, type Result } from '@/lib/errors'
import type { MailRootStore } from '@/lib/mailroot/store'
import { type MailRootPath, mailRootPath, parseMailRootPath } from '@/lib/xmail/path'
import { type AccountName, findAccountName, isIpmapPath, readAccountNames } from '@/lib/xmail/tables'
import { getContainer } from '../container'
import { requirePermission } from '../require-permission'
import { readOwnDraft } from './draft'

/** An account and its own access list for POP3. */
export interface AccountAccess {
  readonly domain: string
  readonly name: string
  /** Null: its folder has a name that cannot be a path here, so nothing can be done about it. */
  readonly path: MailRootPath | null
  /** Null: not looked up. */
  readonly hasList: boolean | null
  readonly inDraft: boolean
}

export interface AccountsPage {
  readonly accounts: readonly AccountAccess[]
  readonly takenAt: number
}

/** So many files are asked for at once; each is a round trip over CTRL, and none in a folder. */
const ASKED = { ctrl: 50, sftp: 300, local: 2_000 } as const satisfies Record<MailRootStore['kind'], number>

/** The accounts of a server, by name. mailusers.tab itself, with all passwords, stays here. Errors: those of reading. */
export async function readAccounts(serverId: string): Promise<Result<AccountsPage>> {
  const known = await readKnownAccounts(serverId)
  if (!known.ok) return known
  const { store, takenAt } = known.value
  const accounts = known.value.accounts.filter(({ kind }) => kind === 'account')
  const draft = await readOwnDraft(serverId)
  if (!draft.ok) return draft
  const drafted = new Set<string>(draft.value.edits.map(({ path }) => path))
  const listed = accounts.map((account) => ({ ...account, path: pathOf(account) }))
  const paths = listed.flatMap(({ path }) => path ?? [])
  const isAsked = paths.length > 0 && paths.length <= ASKED[store.kind]
  const snapshot = isAsked ? await store.readSnapshot(paths) : null
  // Who has a list is a help on this page; without it the page still says who there is.
  const files = snapshot?.ok ? snapshot.value.files : null
  return ok({
    takenAt,
    accounts: listed.map(({ domain, name, path }) => ({
      domain,
      name,
      path,
      hasList: path && files ? files.get(path)?.state !== 'absent' : null,
      inDraft: path !== null && drafted.has(path),
    })),
  })
}

/**
 * Where the access list of one account is, or of a mailing list, which POP3 lets in as well. Errors: NOT_FOUND, there is no such account; PATH_INVALID, for a folder that
 * is not one below its domain's; those of reading.
 */
export async function findAccountList(
  serverId: string,
  domain: string,
  name: string,
): Promise<Result<AccountName & { readonly path: MailRootPath }>> {
  const known = await readKnownAccounts(serverId)
  if (!known.ok) return known
  const account = findAccountName(known.value.accounts, domain, name)
  if (!account) return err('NOT_FOUND')
  const path = pathOf(account)
  return path ? ok({ ...account, path }) : err('PATH_INVALID', { path: account.folder.slice(0, 80) })
}

function pathOf({ folder }: AccountName): MailRootPath | null {
  const path = parseMailRootPath(`${folder}/pop3.ipmap.tab`)
  return path.ok && isIpmapPath(path.value) ? path.value : null
}

/**
 * The accounts and mailing lists of a server, and the store that they were read from. Errors: those of reading; the
 * fault of a mailusers.tab that cannot be read.
 */
export async function readKnownAccounts(serverId: string) {
  await requirePermission('server.read', serverId)
  const { stores } = await getContainer()
  const store = await stores.storeFor(serverId)
  if (!store.ok) return store
  const users = mailRootPath('mailusers.tab')
  const snapshot = await store.value.readSnapshot([users])
  if (!snapshot.ok) return snapshot
  const file = openDocument(snapshot.value.files.get(users), users)
  if (!file.ok) return file
  const { takenAt } = snapshot.value
  return ok({ store: store.value, accounts: readAccountNames(file.value), takenAt })
}
