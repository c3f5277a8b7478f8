import { closeSync, openSync } from 'node:fs'
import { type Dialect, SqliteAdapter, type SqliteDatabase, SqliteDialect, type SqliteStatement } from 'kysely'
import Database from 'libsql'

/**
 * The one file that knows which SQLite library is below. Any library with better-sqlite3's interface fits here.
 */

/** How long a statement waits for another process's write before SQLITE_BUSY. */
const BUSY_TIMEOUT_MS = 5_000

/** A dialect on one SQLite file, made if absent and readable by its owner alone, or ':memory:'. */
export function createSqliteDialect(path: string): Dialect {
  return new TransactionalSqliteDialect({ database: async () => openDatabase(path) })
}

/** Kysely does not count on SQLite to roll back a CREATE TABLE; it does, so a failed migration leaves nothing. */
class TransactionalSqliteDialect extends SqliteDialect {
  override createAdapter(): SqliteAdapter {
    return new TransactionalSqliteAdapter()
  }
}

class TransactionalSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

function openDatabase(path: string): SqliteDatabase {
  // Before SQLite makes it with the umask's mode; -wal and -shm take the mode of the file.
  if (path !== ':memory:') closeSync(openSync(path, 'a', 0o600))
  const database = new Database(path)
  database.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`)
  database.pragma('journal_mode = WAL')
  database.pragma('foreign_keys = ON')
  // FULL: a journal step that was recorded is still there after a power cut.
  database.pragma('synchronous = FULL')
  return { prepare: (text) => prepare(database, text), close: () => database.close() }
}

function prepare(database: Database.Database, text: string): SqliteStatement {
  // A deferred transaction that reads first gets SQLITE_BUSY at its first write, without waiting, when another
  // process wrote in between.
  const statement = database.prepare(text === 'begin' ? 'begin immediate' : text)
  return {
    reader: statement.reader,
    all: (parameters) => statement.all(parameters.map(bindable)).map(readRow),
    run: (parameters) => statement.run(parameters.map(bindable)),
    *iterate(parameters) {
      for (const row of statement.iterate(parameters.map(bindable))) yield readRow(row)
    },
  }
}

/**
 * What libsql may be given. A boolean ends the whole process (a panic in its native part), a whole number would be
 * bound as REAL and be stored as '1.0' in a text column, and text comes back cut at its first NUL.
 */
function bindable(value: unknown): unknown {
  if (typeof value === 'boolean') return value ? 1n : 0n
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new Error(`not storable: ${value}`)
    return Number.isSafeInteger(value) ? BigInt(value) : value
  }
  if (typeof value === 'string' && value.includes('\0')) throw new Error('not storable: text with NUL')
  return value ?? null
}

/** Blobs come as ArrayBuffer; the rest of the house speaks Uint8Array. */
function readRow(row: unknown): unknown {
  if (typeof row !== 'object' || row === null) return row
  const entries = Object.entries(row)
  if (!entries.some(([, value]) => value instanceof ArrayBuffer)) return row
  return Object.fromEntries(
    entries.map(([column, value]) => [column, value instanceof ArrayBuffer ? new Uint8Array(value) : value]),
  )
}

/** Whether a statement failed because a row with the same unique values exists (SQLite's and PostgreSQL's codes). */
export function isUniqueViolation(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false
  return ['SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY', '23505'].includes(String(error.code))
}
