import { type Migration, sql } from 'kysely'

/** Whose doing a Revision is; what each file was when it was last looked at; drafts with a name, and handed over. */
export const outsideChanges: Migration = {
  async up(db) {
    await db.schema
      .alterTable('revision')
      .addColumn('origin', 'text', (column) => column.notNull().defaultTo('person'))
      .execute()
    await sql`update revision set origin = 'console' where actor_id = 'console'`.execute(db)
    await db.schema
      .createTable('seen_file')
      .addColumn('server_id', 'text', (column) =>
        column.notNull().references('server.id').onDelete('cascade'),
      )
      .addColumn('path', 'text', (column) => column.notNull())
      .addColumn('bytes', 'text')
      .addColumn('digest', 'text')
      .addColumn('after_revision', 'text', (column) => column.notNull())
      .addColumn('seen_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('seen_file_key', ['server_id', 'path'])
      .execute()
    // Asked for each followed file at each look: the newest Revision of it.
    await db.schema
      .createIndex('revision_file_by_path')
      .on('revision_file')
      .columns(['path', 'revision_id'])
      .execute()
    // One column a statement: SQLite adds no more at once.
    await db.schema.alterTable('draft').addColumn('name', 'text').execute()
    await db.schema.alterTable('draft').addColumn('offered_to', 'text').execute()
  },
}
