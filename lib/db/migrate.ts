import { type Kysely, type Migration, Migrator } from 'kysely'
import { MIGRATIONS } from './migrations'
import type { Schema } from './schema'

/**
 * Runs the migrations that have not run. They are imported, not read from a folder, so that the production bundle has
 * them. Throws with the name of the one that failed; that one is rolled back with all that ran in the same call.
 */
export async function migrate(
  db: Kysely<Schema>,
  migrations: Record<string, Migration> = MIGRATIONS,
): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } })
  const outcome = await migrator.migrateToLatest()
  if (outcome.error === undefined) return
  const failed = outcome.results?.find((result) => result.status === 'Error')
  throw new Error(
    `The database could not be brought up to date (${failed?.migrationName ?? 'before the first step'}).`,
    {
      cause: outcome.error,
    },
  )
}
