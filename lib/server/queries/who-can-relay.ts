import 'server-only'
import { openDocument } from '@/lib/changes/plan'
import { ok, type Result } from '@/lib/errors'
import type { MailRootStore } from '@/lib/mailroot/store'
import {
  defaultPermissions,
  type OwnPermissions,
  ownPermissions,
  type RelayWays,
  readSignInAccounts,
  relayWays,
} from '@/lib/xmail/effects'
import { mailRootPath, parseMailRootPath } from '@/lib/xmail/path'
import { type Document, decodeText } from '@/lib/xmail/tab'
import { getContainer } from '../container'
import { requirePermission } from '../require-permission'

export interface WhoCanRelay {
  readonly ways: RelayWays
  readonly takenAt: number
}

const PATHS = [
  'server.tab',
  'smtprelay.tab',
  'smtpauth.tab',
  'smtpextauth.tab',
  'smtp.ipprop.tab',
  'smtp.hnprop.tab',
  'mailusers.tab',
].map(mailRootPath)
const EVERY_DOMAIN = mailRootPath('custdomains/.tab')

/**
 * Every way to relay through a server as its files are now. The files themselves, with all passwords, stay here. Errors:
 * those of reading; the fault of a file that is there and cannot be read.
 */
export async function readWhoCanRelay(serverId: string): Promise<Result<WhoCanRelay>> {
  await requirePermission('server.read')
  const store = await (await getContainer()).stores.storeFor(serverId)
  if (!store.ok) return store
  const snapshot = await store.value.readSnapshot([...PATHS, EVERY_DOMAIN])
  if (!snapshot.ok) return snapshot
  const files = new Map<string, Document | null>()
  for (const [path, file] of snapshot.value.files) {
    const document = file.state === 'absent' ? ok(null) : openDocument(file, path)
    if (!document.ok) return document
    files.set(path, document.value)
  }
  const custom = await listCustomDomains(store.value, files.get(EVERY_DOMAIN) != null)
  return ok({
    ways: decodeNames(relayWays(files, custom), files.get('smtpauth.tab') ?? null),
    takenAt: snapshot.value.takenAt,
  })
}

/** Names of files in custdomains without `.tab`, also the one with no name, which a listing may leave out. */
async function listCustomDomains(store: MailRootStore, hasEvery: boolean): Promise<readonly string[] | null> {
  const listed = await store.listFolder(mailRootPath('custdomains'))
  if (!listed.ok && listed.error.code !== 'FILE_NOT_FOUND') return null
  const names = listed.ok ? listed.value.map(({ name }) => name) : []
  const domains = names.filter((name) => name.endsWith('.tab')).map((name) => name.slice(0, -'.tab'.length))
  return [...new Set(hasEvery ? ['', ...domains] : domains)]
}

function decodeNames(ways: RelayWays, logins: Document | null): RelayWays {
  if (!logins) return ways
  const relaying = ways.logins.relaying.map((login) => ({ ...login, name: decodeText(logins, login.name) }))
  return { ...ways, logins: { ...ways.logins, relaying } }
}

/** Some of a server's mail accounts, with what each may do when signed in. */
export interface AccountsRead {
  readonly total: number
  readonly accounts: readonly (OwnPermissions & { readonly name: string })[]
  /** Where to go on. Null: that was all. */
  readonly next: number | null
}

/** So many files are asked for at once: each is a round trip over CTRL, and a person waits for the first of them. */
const ASKED = { ctrl: 50, sftp: 200, local: 500 } as const satisfies Record<MailRootStore['kind'], number>

/**
 * Reads the permissions of accounts from the user.tab of each, from the given place in mailusers.tab on. Errors: those of
 * reading.
 */
export async function readAccountPermissions(serverId: string, from: number): Promise<Result<AccountsRead>> {
  await requirePermission('server.read')
  const store = await (await getContainer()).stores.storeFor(serverId)
  if (!store.ok) return store
  const [users, settings] = [mailRootPath('mailusers.tab'), mailRootPath('server.tab')]
  const tables = await store.value.readSnapshot([users, settings])
  if (!tables.ok) return tables
  const document = openDocument(tables.value.files.get(users), users)
  if (!document.ok) return document
  const server = openDocument(tables.value.files.get(settings), settings)
  const all = readSignInAccounts(document.value)
  const asked = all.slice(from, from + ASKED[store.value.kind]).map((account) => {
    const path = parseMailRootPath(`${account.folder}/user.tab`)
    return { name: `${account.name}@${account.domain}`, path: path.ok ? path.value : null }
  })
  const snapshot = await store.value.readSnapshot(asked.flatMap(({ path }) => path ?? []))
  if (!snapshot.ok) return snapshot
  const defaults = defaultPermissions(server.ok ? server.value : null)
  const next = from + asked.length
  return ok({
    total: all.length,
    next: next < all.length ? next : null,
    accounts: asked.map(({ name, path }) => {
      const file = path ? openDocument(snapshot.value.files.get(path), path) : null
      return {
        name: decodeText(document.value, name),
        ...ownPermissions(file?.ok ? file.value : null, defaults),
      }
    }),
  })
}
