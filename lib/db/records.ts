import type { Kysely } from 'kysely'
import type { Schema } from './schema'
import type { Sealer } from './seal'

/** The console's own state: what every function of lib/db is given. Made by `openRecords`. */
export interface Records {
  readonly db: Kysely<Schema>
  readonly sealer: Sealer
  /** Milliseconds since the epoch. */
  readonly now: () => number
}
