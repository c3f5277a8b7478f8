import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Kysely, sql } from 'kysely'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createSqliteDialect, isUniqueViolation } from './driver'

interface Any {
  thing: { id: string; body: Uint8Array | null; n: number | null }
}

async function open(path?: string) {
  const folder = mkdtempSync(join(tmpdir(), 'mailroot-driver-'))
  const db = new Kysely<Any>({ dialect: createSqliteDialect(path ?? join(folder, 'x.db')) })
  onTestFinished(async () => {
    await db.destroy()
    rmSync(folder, { recursive: true })
  })
  await sql`create table if not exists thing (id text primary key, body blob, n integer)`.execute(db)
  return { db, folder }
}

describe('createSqliteDialect', () => {
  it('is set for durability, waiting and foreign keys', async () => {
    const { db } = await open()
    const read = async (name: string) =>
      Object.values((await sql.raw(`pragma ${name}`).execute(db)).rows[0] ?? {})
    expect(await read('journal_mode')).toEqual(['wal'])
    expect(await read('busy_timeout')).toEqual([5000])
    expect(await read('foreign_keys')).toEqual([1])
    expect(await read('synchronous')).toEqual([2])
  })

  it('keeps its files from other users of the machine', async () => {
    const { db, folder } = await open()
    await db.insertInto('thing').values({ id: 'a', body: null, n: 1 }).execute()
    const files = readdirSync(folder)
    expect(files.length).toBeGreaterThan(1)
    for (const name of files) expect(statSync(join(folder, name)).mode & 0o077).toBe(0)
  })

  it('gives back bytes and whole numbers as they were', async () => {
    const { db } = await open()
    const rows = [
      { id: 'a', body: new Uint8Array([0, 1, 255]), n: -1 },
      { id: 'b', body: new Uint8Array(0), n: Number.MAX_SAFE_INTEGER },
      { id: 'c', body: null, n: null },
      { id: 'd', body: new Uint8Array([9, 8, 7, 6]).subarray(1, 3), n: 1_790_000_000_000 },
    ]
    await db.insertInto('thing').values(rows).execute()
    expect(await db.selectFrom('thing').selectAll().orderBy('id').execute()).toEqual(rows)
    const streamed = []
    for await (const row of db.selectFrom('thing').selectAll().orderBy('id').stream()) streamed.push(row)
    expect(streamed).toEqual(rows)
  })

  it('binds a number as a whole number, also where the column is text', async () => {
    const { db } = await open()
    const { rows } = await sql<{ t: string }>`select typeof(${7}) as t, cast(${7} as text) as s`.execute(db)
    expect(rows).toEqual([{ t: 'integer', s: '7' }])
  })

  it('takes a boolean, which libsql alone would end the process for', async () => {
    const { db } = await open()
    expect((await sql`select ${true} as yes, ${false} as no`.execute(db)).rows).toEqual([{ yes: 1, no: 0 }])
  })

  it('refuses text with NUL, of which SQLite would give back only the beginning', async () => {
    const { db } = await open()
    await expect(sql`select ${'root\0x'}`.execute(db)).rejects.toThrow('NUL')
    await expect(sql`select ${Number.NaN}`.execute(db)).rejects.toThrow('not storable')
  })

  it('says which failures are a taken key', async () => {
    const { db } = await open()
    await db.insertInto('thing').values({ id: 'a', body: null, n: 1 }).execute()
    const again = db.insertInto('thing').values({ id: 'a', body: null, n: 1 }).execute()
    expect(await again.catch(isUniqueViolation)).toBe(true)
    expect(await sql`nonsense`.execute(db).catch(isUniqueViolation)).toBe(false)
  })

  it('locks for writing when a transaction begins, so that reading first is safe', async () => {
    const { db, folder } = await open()
    const other = await open(join(folder, 'x.db'))
    await sql`pragma busy_timeout = 50`.execute(other.db)
    await db.transaction().execute(async (inside) => {
      await inside.selectFrom('thing').selectAll().execute()
      const write = other.db.insertInto('thing').values({ id: 'z', body: null, n: 1 }).execute()
      await expect(write).rejects.toThrow('locked')
      await inside.insertInto('thing').values({ id: 'a', body: null, n: 1 }).execute()
    })
    expect(await other.db.selectFrom('thing').select('id').execute()).toEqual([{ id: 'a' }])
  })
})
