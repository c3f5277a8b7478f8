import type { Migration } from 'kysely'

/** Keys that were made here and wait for their certificate. */
export const certificateRequests: Migration = {
  async up(db) {
    await db.schema
      .createTable('certificate_request')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('server_id', 'text', (column) =>
        column.notNull().references('server.id').onDelete('cascade'),
      )
      .addColumn('actor_name', 'text', (column) => column.notNull())
      .addColumn('names', 'text', (column) => column.notNull())
      .addColumn('key_kind', 'text', (column) => column.notNull())
      .addColumn('request', 'text', (column) => column.notNull())
      .addColumn('key', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .execute()
    await db.schema
      .createIndex('certificate_request_by_server')
      .on('certificate_request')
      .columns(['server_id', 'id'])
      .execute()
  },
}
