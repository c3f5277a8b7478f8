import 'server-only'
import { openDocument } from '@/lib/changes/plan'
import { ok, type Result } from '@/lib/errors'
import type { MailRootStore } from '@/lib/mailroot/store'
import { type RelayWays, relayWays } from '@/lib/xmail/effects'
import { mailRootPath } from '@/lib/xmail/path'
import { type Document, decodeText } from '@/lib/xmail/tab'
import { getContainer } from '../container'
import { requirePermission } from '../require-permission'
import { type AccountsRead, readPermissions } from './read-permissions'

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
  await requirePermission('server.read', serverId)
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

/** `readPermissions` for whoever may read the server. */
export async function readAccountPermissions(serverId: string, from: number): Promise<Result<AccountsRead>> {
  await requirePermission('server.read', serverId)
  const store = await (await getContainer()).stores.storeFor(serverId)
  return store.ok ? readPermissions(store.value, from) : store
}
