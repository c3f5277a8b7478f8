import { Kysely } from 'kysely'
import { createSqliteDialect } from './driver'
import { migrate } from './migrate'
import type { Records } from './records'
import type { Schema } from './schema'
import type { Sealer } from './seal'

export interface OpenRecordsOptions {
  /** A file in a folder that exists, or ':memory:'. */
  readonly path: string
  readonly sealer: Sealer
  readonly now?: () => number
}

/** Opens the database and brings it to the newest schema. Throws where that fails: the console cannot start. */
export async function openRecords(options: OpenRecordsOptions): Promise<Records> {
  const db = new Kysely<Schema>({ dialect: createSqliteDialect(options.path) })
  try {
    await migrate(db)
  } catch (error) {
    await db.destroy()
    throw error
  }
  return { db, sealer: options.sealer, now: options.now ?? Date.now }
}
