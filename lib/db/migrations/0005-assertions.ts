import type { Migration } from 'kysely'

/** Sentences that must stay true of a server. */
export const assertions: Migration = {
  async up(db) {
    await db.schema
      .createTable('assertion')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('server_id', 'text', (column) =>
        column.notNull().references('server.id').onDelete('cascade'),
      )
      .addColumn('assertion', 'text', (column) => column.notNull())
      .addColumn('note', 'text', (column) => column.notNull())
      .addColumn('actor_name', 'text', (column) => column.notNull())
      .addColumn('updated_at', 'bigint', (column) => column.notNull())
      .execute()
    await db.schema.createIndex('assertion_by_server').on('assertion').columns(['server_id', 'id']).execute()
  },
}
