import { type Kysely, type Migration, sql } from 'kysely'

/** Servers, drafts, revisions, settings, audit. */
export const foundation: Migration = {
  async up(db) {
    await createServers(db)
    await createDrafts(db)
    await createRevisions(db)
    await createRevisionParts(db)
    await createSettingsAndAudit(db)
  },
}

async function createServers(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('server')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull().unique())
    .addColumn('connection', 'text', (column) => column.notNull())
    .addColumn('secrets', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .execute()
}

async function createDrafts(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('draft')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('server_id', 'text', (column) => column.notNull().references('server.id').onDelete('cascade'))
    .addColumn('user_id', 'text', (column) => column.notNull())
    .addColumn('base', 'text', (column) => column.notNull())
    .addColumn('edits', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .addUniqueConstraint('draft_of_one_person', ['server_id', 'user_id'])
    .execute()
}

async function createRevisions(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('revision')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('server_id', 'text', (column) => column.notNull())
    .addColumn('actor_id', 'text', (column) => column.notNull())
    .addColumn('actor_name', 'text', (column) => column.notNull())
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('started_at', 'bigint', (column) => column.notNull())
    .addColumn('ended_at', 'bigint')
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('summary', 'text', (column) => column.notNull())
    .addColumn('fault', 'text')
    .execute()
  await db.schema.createIndex('revision_by_server').on('revision').columns(['server_id', 'id']).execute()
  // The lock of "one apply a server": the second insert fails, whichever process it comes from.
  await sql`create unique index revision_one_apply on revision (server_id) where state = 'applying'`.execute(
    db,
  )
}

async function createRevisionParts(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('revision_file')
    .addColumn('revision_id', 'text', (column) =>
      column.notNull().references('revision.id').onDelete('cascade'),
    )
    .addColumn('path', 'text', (column) => column.notNull())
    .addColumn('before', 'text')
    .addColumn('after', 'text')
    .addColumn('before_digest', 'text')
    .addColumn('after_digest', 'text')
    .addPrimaryKeyConstraint('revision_file_key', ['revision_id', 'path'])
    .execute()
  await db.schema
    .createTable('revision_step')
    .addColumn('revision_id', 'text', (column) =>
      column.notNull().references('revision.id').onDelete('cascade'),
    )
    .addColumn('seq', 'integer', (column) => column.notNull())
    .addColumn('step', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('detail', 'text')
    .addPrimaryKeyConstraint('revision_step_key', ['revision_id', 'seq'])
    .execute()
}

async function createSettingsAndAudit(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('setting')
    .addColumn('key', 'text', (column) => column.primaryKey())
    .addColumn('value', 'text', (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('audit')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('actor_id', 'text')
    .addColumn('actor_name', 'text')
    .addColumn('action', 'text', (column) => column.notNull())
    .addColumn('server_id', 'text')
    .addColumn('outcome', 'text', (column) => column.notNull())
    .addColumn('code', 'text')
    .addColumn('detail', 'text')
    .execute()
  await db.schema.createIndex('audit_by_server').on('audit').columns(['server_id', 'id']).execute()
}
