import { posix } from 'node:path'
import type { Records } from '@/lib/db/records'
import { readServer, readServerSecrets } from '@/lib/db/servers'
import { err, ok, type Result } from '@/lib/errors'
import {
  type Connection,
  type ConnectionSecrets,
  connectionSchema,
  connectionSecretsSchema,
} from '@/lib/mailroot/connection'
import type { MailRootStore, Snapshot } from '@/lib/mailroot/store'
import { type StartFile, withStartFile } from '@/lib/mailroot/with-start-file'
import { checkLocalRoot } from './check-local-root'
import { tellReads } from './outside/watch-reads'

export type OpenStore = (connection: Connection, secrets: ConnectionSecrets) => MailRootStore

export interface StorePool {
  /**
   * The store of a server, with its start file, one for all requests, so that its warm connection is used again. It is
   * another one after the server's row has changed. Errors: NOT_FOUND, SECRET_UNREADABLE, LOCAL_ROOT_NOT_ALLOWED.
   */
  storeFor(serverId: string): Promise<Result<MailRootStore>>
  /** A store for settings that are not saved yet; the caller closes it. Error: LOCAL_ROOT_NOT_ALLOWED. */
  openUnsaved(connection: Connection, secrets: ConnectionSecrets): Promise<Result<MailRootStore>>
  /** Closes the store of a server that was removed. */
  forget(serverId: string): Promise<void>
  closeAll(): Promise<void>
}

export interface StorePoolDeps {
  readonly records: Records
  readonly localRoots: readonly string[]
  readonly openStore: OpenStore
  /** Told of everything that is read of a server. */
  readonly onRead?: (serverId: string, snapshot: Snapshot) => void
}

interface Pooled {
  readonly version: number
  readonly store: MailRootStore
}

export function createStorePool(deps: StorePoolDeps): StorePool {
  const pooled = new Map<string, Pooled>()

  async function forget(serverId: string): Promise<void> {
    const old = pooled.get(serverId)
    pooled.delete(serverId)
    await old?.store.close()
  }

  return {
    forget,
    openUnsaved: (connection, secrets) => openChecked(deps, connection, secrets),
    async closeAll() {
      await Promise.all([...pooled.keys()].map(forget))
    },
    async storeFor(serverId) {
      const server = await readServer(deps.records, serverId)
      if (!server) {
        await forget(serverId)
        return err('NOT_FOUND')
      }
      const known = pooled.get(serverId)
      if (known && known.version >= server.version) return ok(known.store)
      const secrets = await readServerSecrets(deps.records, serverId)
      if (!secrets.ok) return secrets
      const way = {
        connection: connectionSchema.parse(server.connection),
        secrets: connectionSecretsSchema.parse(secrets.value),
      }
      const opened = await openChecked(deps, way.connection, way.secrets)
      if (!opened.ok) return opened
      const whole = withStartFile(opened.value, await openStartFile(deps, way, server.startFile))
      const { onRead } = deps
      const store = onRead ? tellReads(whole, (snapshot) => onRead(serverId, snapshot)) : whole
      return ok(keep(pooled, serverId, { version: server.version, store }))
    },
  }
}

/** Puts a newly opened store in its place, unless another request has been faster. */
function keep(pooled: Map<string, Pooled>, serverId: string, opened: Pooled): MailRootStore {
  const other = pooled.get(serverId)
  if (other && other.version >= opened.version) return other.store
  pooled.set(serverId, opened)
  // In the background: a request that still uses the old store finishes, and reconnects if it must.
  other?.store.close().catch(() => {})
  return opened.store
}

async function openChecked(
  { localRoots, openStore }: StorePoolDeps,
  connection: Connection,
  secrets: ConnectionSecrets,
): Promise<Result<MailRootStore>> {
  const allowed =
    connection.kind === 'local' ? await checkLocalRoot(localRoots, connection.mailRoot) : ok(null)
  return allowed.ok ? ok(openStore(connection, secrets)) : allowed
}

interface Way {
  readonly connection: Connection
  readonly secrets: ConnectionSecrets
}

/** The way to the file that starts XMail is that to the MailRoot, to another folder. CTRL has none (semantics.md 8.4). */
async function openStartFile(
  deps: StorePoolDeps,
  { connection, secrets }: Way,
  path: string | null,
): Promise<StartFile | null> {
  if (path === null || connection.kind === 'ctrl') return null
  const folder = await openChecked(deps, { ...connection, mailRoot: posix.dirname(path) }, secrets)
  return { path, folder }
}
