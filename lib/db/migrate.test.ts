import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Kysely, sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { openTestRecords, TEST_SECRET } from '@/test/support/open-test-records'
import { createSqliteDialect } from './driver'
import { migrate } from './migrate'
import { MIGRATIONS } from './migrations'
import { openRecords } from './open-records'
import type { Schema } from './schema'
import { createSealer } from './seal'
import { createServer, listServers } from './servers'

describe('migrate', () => {
  it('makes every table, and nothing the second time', async () => {
    const records = await openTestRecords()
    const tables = async () => (await records.db.introspection.getTables()).map((table) => table.name).sort()
    const first = await tables()
    expect(first).toEqual([
      'account',
      'assertion',
      'audit',
      'certificate_request',
      'draft',
      'revision',
      'revision_file',
      'revision_step',
      'seen_file',
      'server',
      'server_role',
      'session',
      'setting',
      'user',
      'verification',
    ])
    await migrate(records.db)
    expect(await tables()).toEqual(first)
  })

  it('keeps what is there when the file is opened again', async () => {
    const records = await openTestRecords()
    await createServer(records, { name: 'mx', connection: {}, secrets: {} })
    const again = await openRecords({ path: records.path, sealer: records.sealer })
    expect(await listServers(again)).toHaveLength(1)
    await again.db.destroy()
  })

  it('names migrations in the order in which they run', () => {
    const names = Object.keys(MIGRATIONS)
    expect(names).toEqual([...names].sort())
    expect(names.every((name) => /^\d{4}-[a-z-]+$/.test(name))).toBe(true)
  })

  it('knows the console’s own changes of before by their actor', async () => {
    const older = Object.fromEntries(Object.entries(MIGRATIONS).filter(([name]) => name < '0007'))
    const db = new Kysely<Schema>({ dialect: createSqliteDialect(':memory:') })
    await migrate(db, older)
    for (const actor of ['console', 'p1']) {
      await sql`insert into revision (id, server_id, actor_id, actor_name, reason, started_at, state, summary)
        values (${actor}, 's', ${actor}, 'x', '', 1, 'applied', '{}')`.execute(db)
    }
    await migrate(db)
    expect(Object.keys(older)).toHaveLength(6)
    const rows = await db.selectFrom('revision').select(['actor_id', 'origin']).orderBy('id').execute()
    expect(rows).toEqual([
      { actor_id: 'console', origin: 'console' },
      { actor_id: 'p1', origin: 'person' },
    ])
    await db.destroy()
  })

  it('fails with the name of the step, and leaves the database as it was', async () => {
    const records = await openTestRecords()
    const broken = {
      async up(db: Kysely<unknown>) {
        await sql`create table half (id text)`.execute(db)
        await sql`create table half (id text)`.execute(db)
      },
    }
    const next = { ...MIGRATIONS, '9998-fine': { up: async () => {} }, '9999-broken': broken }
    await expect(migrate(records.db, next)).rejects.toThrow('9999-broken')
    const names = (await records.db.introspection.getTables()).map(({ name }) => name)
    expect(names).not.toContain('half')
    const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(records.db)
    expect(rows.map(({ name }) => name)).toEqual(Object.keys(MIGRATIONS))
  })

  it('lets several processes start at once on one new file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mailroot-start-'))
    const code = `
      import { openRecords } from '@/lib/db/open-records'
      import { createSealer } from '@/lib/db/seal'
      openRecords({ path: process.env.FILE, sealer: createSealer('x') }).then(({ db }) => db.destroy())`
    writeFileSync(join(folder, 'open.ts'), code)
    const start = () =>
      promisify(execFile)(process.execPath, ['--import', 'tsx', join(folder, 'open.ts')], {
        env: {
          ...process.env,
          FILE: join(folder, 'x.db'),
          TSX_TSCONFIG_PATH: join(process.cwd(), 'tsconfig.json'),
        },
      })
    await Promise.all([start(), start(), start()])
    const records = await openRecords({ path: join(folder, 'x.db'), sealer: createSealer(TEST_SECRET) })
    expect(await listServers(records)).toEqual([])
    await records.db.destroy()
    rmSync(folder, { recursive: true })
  })

  it('is bundled: no migration is read from the disk', () => {
    const source = readFileSync(new URL('./migrate.ts', import.meta.url), 'utf8')
    expect(source).not.toMatch(/node:fs|FileMigrationProvider/)
  })
})
