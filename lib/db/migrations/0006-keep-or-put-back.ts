import { type Migration, sql } from 'kysely'

/** A change waits to be kept; what is not, is put back, and the edits that it was made of return to their draft. */
export const keepOrPutBack: Migration = {
  async up(db) {
    await db.schema
      .alterTable('server')
      .addColumn('confirm_seconds', 'integer', (column) => column.notNull().defaultTo(120))
      .execute()
    // One column a statement: SQLite adds no more at once.
    await db.schema.alterTable('revision').addColumn('confirm_by', 'bigint').execute()
    await db.schema.alterTable('revision').addColumn('kept_by', 'text').execute()
    await db.schema.alterTable('revision').addColumn('taken_edits', 'text').execute()
    await sql`drop index revision_one_apply`.execute(db)
    // The lock of "one change at a time on a server": the second insert fails, whichever process it comes from.
    await sql`create unique index revision_one_open on revision (server_id)
      where state in ('applying', 'unconfirmed', 'putting-back')`.execute(db)
    // Asked for every second: what waits, and what is not settled yet.
    await db.schema.createIndex('revision_by_state').on('revision').column('state').execute()
  },
}
