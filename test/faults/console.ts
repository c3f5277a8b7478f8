import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import { openRecords } from '@/lib/db/open-records'
import type { Records } from '@/lib/db/records'
import { sweepRevisions } from '@/lib/db/revisions'
import { createSealer } from '@/lib/db/seal'
import type { Connection, ConnectionSecrets } from '@/lib/mailroot/connection'
import { openCtrlStore } from '@/lib/mailroot/ctrl'
import { openStore } from '@/lib/mailroot/open-store'
import type { CallOptions, MailRootStore } from '@/lib/mailroot/store'
import { lookAtRevisions, type Watch } from '@/lib/server/apply/watch-revisions'
import { createLog, type Log } from '@/lib/server/log'
import { createStorePool, type StorePool } from '@/lib/server/store-pool'
import { type OnWrite, watchWrites } from './watch-writes'

export interface ConsoleSetup {
  readonly folder: string
  readonly localRoots: readonly string[]
  /** Milliseconds since the epoch, as this console is told. */
  readonly now: () => number
  /** How long one call to a server may take, at this moment. */
  readonly callMs: () => number
  readonly onWrite?: OnWrite
}

/** The parts of a console that apply and watch, on the database of its folder, as `start` opens them. */
export interface OpenConsole {
  readonly records: Records
  readonly stores: StorePool
  readonly log: Log
  readonly sleep: (ms: number) => Promise<void>
  /** What a start does about the changes that a dead process has left open. */
  sweep(): Promise<void>
  /** One look of the watch over revisions, until all that it has begun is over. */
  look(): Promise<void>
  close(): Promise<void>
}

const SECRET = 'a secret of the fault injection only, 0123456789'

/** How long a call may take where nothing is wrong, on a machine that is busy. */
export const CALL_MS = 10_000

/** Pauses of an apply in doubt are half a minute in all; a thousand runs have minutes. */
const TIMES_AS_FAST = 50

export async function openConsole(setup: ConsoleSetup): Promise<OpenConsole> {
  const { folder, localRoots, now, callMs, onWrite } = setup
  const path = join(folder, 'console.db')
  const opened = await openRecords({ path, sealer: createSealer(SECRET), now })
  // The whole process becomes nobody where that is the trouble, and goes on to write its journal.
  for (const name of [path, `${path}-wal`, `${path}-shm`]) chmodSync(name, 0o666)
  const records = onWrite ? watchWrites(opened, onWrite) : opened
  const stores = createStorePool({
    records,
    localRoots,
    openStore: (connection, secrets) => openQuickStore(connection, secrets, callMs),
  })
  const log = createLog({ logLevel: 'error' }, process.stderr)
  const world = { records, stores, log }
  const watch: Watch = { rests: new Map(), busy: new Map() }
  return {
    ...world,
    sleep: (ms) => new Promise((done) => setTimeout(done, ms / TIMES_AS_FAST)),
    sweep: async () => void (await sweepRevisions(records)),
    async look() {
      await lookAtRevisions(world, watch)
      await Promise.all(watch.busy.values())
    },
    async close() {
      await stores.closeAll()
      await opened.db.destroy()
    },
  }
}

/** How long a server may be silent in the middle of an upload, or to a `noop`. */
const SILENT_MS = 500

function openQuickStore(
  connection: Connection,
  secrets: ConnectionSecrets,
  callMs: () => number,
): MailRootStore {
  const quick = { answerMs: SILENT_MS, graceMs: SILENT_MS }
  const store =
    connection.kind === 'ctrl' ? openCtrlStore(connection, secrets, quick) : openStore(connection, secrets)
  return hurried(store, callMs)
}

/** A store whose calls have less time than its own default. */
function hurried(store: MailRootStore, callMs: () => number): MailRootStore {
  const soon = (options?: CallOptions): CallOptions => ({ timeoutMs: callMs(), ...options })
  return {
    kind: store.kind,
    abilities: store.abilities,
    identify: (options) => store.identify(soon(options)),
    readSnapshot: (paths, options) => store.readSnapshot(paths, soon(options)),
    writeFile: (path, bytes, options) => store.writeFile(path, bytes, soon(options)),
    removeFile: (path, options) => store.removeFile(path, soon(options)),
    listFolder: (folder, options) => store.listFolder(folder, soon(options)),
    close: () => store.close(),
  }
}
