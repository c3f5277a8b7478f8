import type { Migration } from 'kysely'

/** Whether the running server is tried before and after a change is written. */
export const probes: Migration = {
  async up(db) {
    await db.schema
      .alterTable('server')
      .addColumn('probes', 'integer', (column) => column.notNull().defaultTo(1))
      .execute()
  },
}
