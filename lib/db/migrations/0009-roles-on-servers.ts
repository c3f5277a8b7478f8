import type { Migration } from 'kysely'

/** Roles on single servers, when somebody signed in last, and the columns of better-auth's admin plugin, which suspends people (in its spelling). */
export const rolesOnServers: Migration = {
  async up(db) {
    await db.schema
      .createTable('server_role')
      .addColumn('user_id', 'text', (column) => column.notNull().references('user.id').onDelete('cascade'))
      .addColumn('server_id', 'text', (column) =>
        column.notNull().references('server.id').onDelete('cascade'),
      )
      .addColumn('role', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('server_role_key', ['user_id', 'server_id'])
      .execute()
    // One column a statement: SQLite adds no more at once.
    await db.schema.alterTable('user').addColumn('banned', 'integer').execute()
    await db.schema.alterTable('user').addColumn('banReason', 'text').execute()
    await db.schema.alterTable('user').addColumn('banExpires', 'date').execute()
    await db.schema.alterTable('user').addColumn('last_sign_in', 'bigint').execute()
    await db.schema.alterTable('session').addColumn('impersonatedBy', 'text').execute()
  },
}
