import 'server-only'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { openRecords } from '@/lib/db/open-records'
import type { Records } from '@/lib/db/records'
import { createSealer } from '@/lib/db/seal'
import { openStore } from '@/lib/mailroot/open-store'
import { type Auth, createAuth } from './auth'
import { type Env, readEnv, SettingsError } from './env'
import { findSecret } from './find-secret'
import { createLimits, type Limits } from './limits'
import { createLog, type Log } from './log'
import { ReadWatch } from './outside/watch-reads'
import { createStorePool, type StorePool } from './store-pool'

/** Everything that lives as long as the process. */
export interface Container {
  readonly env: Env
  readonly log: Log
  readonly records: Records
  readonly auth: Auth
  readonly limits: Limits
  readonly stores: StorePool
  /** Looks for what has changed behind the console's back. */
  readonly outside: ReadWatch
  /** Milliseconds since the epoch. */
  readonly now: () => number
}

/**
 * Kept on globalThis: Next bundles pages, actions and instrumentation apart, each with its own copy of this module, and
 * in development makes new copies with each change. Two databases or two pools would be two truths.
 */
const KEY = Symbol.for('mailroot-console.container')
const holder = globalThis as { [KEY]?: Promise<Container> }

/** The container, opened by the first call. Throws SettingsError where the console cannot run as it is set. */
export function getContainer(): Promise<Container> {
  holder[KEY] ??= openContainer().catch((error) => {
    delete holder[KEY]
    throw error
  })
  return holder[KEY]
}

async function openContainer(): Promise<Container> {
  const env = readEnv()
  const secret = findSecret(env)
  const log = createLog(env)
  const now = Date.now
  makeDataFolder(env.dataFolder)
  const path = join(env.dataFolder, 'console.db')
  const records = await openRecords({ path, sealer: createSealer(secret), now })
  const auth = createAuth({ env, records, log, secret })
  const outside = new ReadWatch(() => ({ records, stores, log }))
  const stores = createStorePool({
    records,
    localRoots: env.localRoots,
    openStore: (connection, secrets) => openStore(connection, secrets, { agentSocket: env.agentSocket }),
    onRead: (serverId, snapshot) => outside.noticeRead(serverId, snapshot),
  })
  return { env, log, records, auth, limits: createLimits(now), stores, outside, now }
}

function makeDataFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw new SettingsError([`MAILROOT_DATA: ${(error as Error).message}`])
  }
}
