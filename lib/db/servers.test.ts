import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { unwrap } from '@/lib/errors'
import { openTestRecords } from '@/test/support/open-test-records'
import { getDraft, saveDraft } from './drafts'
import { createRevision, finishRevision, listRevisions } from './revisions'
import {
  createServer,
  deleteServer,
  listServers,
  readServer,
  readServerSecrets,
  updateAfterApply,
  updateServer,
  updateSurroundings,
} from './servers'

const connection = { kind: 'ctrl', host: 'mx.example', port: 6017 }
const secrets = { password: 'Canary-5f2c' }

async function withServer() {
  const records = await openTestRecords()
  const server = unwrap(await createServer(records, { name: 'mx', connection, secrets }))
  return { records, server }
}

const actor = { id: 'p1', name: 'Aiko' }

describe('servers', () => {
  it('are made, listed by name, and read', async () => {
    const { records, server } = await withServer()
    await createServer(records, { name: 'alpha', connection, secrets: {} })
    expect(server).toMatchObject({ name: 'mx', connection, version: 1, createdAt: 1_000_000 })
    expect((await listServers(records)).map(({ name }) => name)).toEqual(['alpha', 'mx'])
    expect(await readServer(records, server.id)).toEqual(server)
    expect(await readServer(records, 'nobody')).toBeUndefined()
    expect(await readServerSecrets(records, server.id)).toEqual({ ok: true, value: secrets })
    expect(await readServerSecrets(records, 'nobody')).toMatchObject({ error: { code: 'NOT_FOUND' } })
  })

  it('have secrets that no file of the database shows', async () => {
    const { records } = await withServer()
    await sql`pragma wal_checkpoint(truncate)`.execute(records.db)
    for (const suffix of ['', '-wal'])
      expect(readFileSync(records.path + suffix).includes('Canary-5f2c')).toBe(false)
  })

  it('do not open the secrets of another row', async () => {
    const { records, server } = await withServer()
    const other = unwrap(await createServer(records, { name: 'other', connection, secrets: {} }))
    await sql`update server set secrets = (select secrets from server where id = ${server.id}) where id = ${other.id}`.execute(
      records.db,
    )
    expect(await readServerSecrets(records, other.id)).toMatchObject({ error: { code: 'SECRET_UNREADABLE' } })
  })

  it('have names of their own', async () => {
    const { records } = await withServer()
    expect(await createServer(records, { name: 'mx', connection, secrets })).toEqual({
      ok: false,
      error: { code: 'NAME_TAKEN', field: 'name' },
    })
    const other = unwrap(await createServer(records, { name: 'other', connection, secrets }))
    expect(await updateServer(records, other.id, { name: 'mx' })).toMatchObject({
      error: { code: 'NAME_TAKEN' },
    })
  })

  it('change what is given, keep the rest, and count their versions', async () => {
    const { records, server } = await withServer()
    records.setNow(2_000_000)
    const changed = unwrap(await updateServer(records, server.id, { connection: { kind: 'local' } }))
    expect(changed).toMatchObject({
      name: 'mx',
      connection: { kind: 'local' },
      version: 2,
      updatedAt: 2_000_000,
    })
    expect(unwrap(await readServerSecrets(records, server.id))).toEqual(secrets)
    unwrap(await updateServer(records, server.id, { secrets: { password: 'new' } }))
    expect(unwrap(await readServerSecrets(records, server.id))).toEqual({ password: 'new' })
    expect(await updateServer(records, 'nobody', { name: 'x' })).toMatchObject({
      error: { code: 'NOT_FOUND' },
    })
  })

  it('keep where their services are and what starts them, which their store must know', async () => {
    const { records, server } = await withServer()
    expect(server).toMatchObject({ services: null, startFile: null })
    const services = { smtp: { host: '', port: 2525 }, finger: null }
    unwrap(await updateSurroundings(records, server.id, { services, startFile: '/etc/init.d/xmail' }))
    unwrap(await updateServer(records, server.id, { name: 'mx1' }))
    expect(await readServer(records, server.id)).toMatchObject({
      name: 'mx1',
      version: 3,
      services,
      startFile: '/etc/init.d/xmail',
    })
    expect(await updateSurroundings(records, 'nobody', { services, startFile: null })).toMatchObject({
      error: { code: 'NOT_FOUND' },
    })
  })

  it('wait for two minutes and are tried, until somebody wants it otherwise', async () => {
    const { records, server } = await withServer()
    expect(server).toMatchObject({ confirmSeconds: 120, probes: true, version: 1 })
    unwrap(await updateAfterApply(records, server.id, { confirmSeconds: 15, probes: false }))
    // No store has to be opened anew for it.
    expect(await readServer(records, server.id)).toMatchObject({
      ...{ confirmSeconds: 15, probes: false, version: 1 },
    })
    expect(await updateAfterApply(records, 'nobody', { confirmSeconds: 0, probes: true })).toMatchObject({
      error: { code: 'NOT_FOUND' },
    })
  })

  it('take their drafts along when they go, and leave their history', async () => {
    const { records, server } = await withServer()
    unwrap(await saveDraft(records, { serverId: server.id, userId: 'p1', base: {}, edits: [] }))
    const revision = unwrap(
      await createRevision(records, { serverId: server.id, actor, reason: '', summary: {}, files: [] }),
    )
    expect(await deleteServer(records, server.id)).toMatchObject({ error: { code: 'APPLY_IN_PROGRESS' } })
    unwrap(await finishRevision(records, revision.id, 'applied'))
    expect(await deleteServer(records, server.id)).toEqual({ ok: true, value: null })
    expect(await getDraft(records, server.id, 'p1')).toEqual({ ok: true, value: null })
    expect(await listRevisions(records, server.id)).toHaveLength(1)
    expect(await deleteServer(records, server.id)).toMatchObject({ error: { code: 'NOT_FOUND' } })
  })
})
