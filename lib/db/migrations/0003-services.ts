import type { Migration } from 'kysely'

/** Where a server's services are reached, and which file starts it. */
export const services: Migration = {
  async up(db) {
    // One column a statement: SQLite adds no more at once.
    await db.schema.alterTable('server').addColumn('services', 'text').execute()
    await db.schema.alterTable('server').addColumn('start_file', 'text').execute()
  },
}
