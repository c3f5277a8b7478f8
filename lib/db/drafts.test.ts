import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { unwrap } from '@/lib/errors'
import { openTestRecords } from '@/test/support/open-test-records'
import { deleteDraft, getDraft, saveDraft } from './drafts'
import { createServer } from './servers'

async function setUp() {
  const records = await openTestRecords()
  const { id } = unwrap(await createServer(records, { name: 'mx', connection: {}, secrets: {} }))
  return { records, serverId: id, userId: 'p1' }
}

const base = { 'smtprelay.tab': 'ab'.repeat(32), 'new.tab': null }
const edits = [{ table: 'smtprelay', op: 'add', networks: ['192.0.2.64/26'] }]

describe('drafts', () => {
  it('are one a person and server', async () => {
    const { records, serverId, userId } = await setUp()
    expect(await getDraft(records, serverId, userId)).toEqual({ ok: true, value: null })
    const first = unwrap(await saveDraft(records, { serverId, userId, base, edits }))
    expect(first).toMatchObject({ serverId, userId, base, edits, version: 1, updatedAt: 1_000_000 })
    records.setNow(1_000_500)
    const second = unwrap(await saveDraft(records, { serverId, userId, base: {}, edits: [] }))
    expect(second).toMatchObject({ id: first.id, version: 2, updatedAt: 1_000_500 })
    expect(unwrap(await getDraft(records, serverId, userId))).toEqual(second)
    const other = unwrap(await saveDraft(records, { serverId, userId: 'p2', base, edits }))
    expect(other.id).not.toBe(first.id)
    await deleteDraft(records, serverId, userId)
    expect(unwrap(await getDraft(records, serverId, userId))).toBeNull()
    expect(unwrap(await getDraft(records, serverId, 'p2'))).toEqual(other)
  })

  it('are not overwritten by a tab that had not seen the last save', async () => {
    const { records, serverId, userId } = await setUp()
    const save = (expectedVersion: number) =>
      saveDraft(records, { serverId, userId, base, edits, expectedVersion })
    const both = await Promise.all([save(0), save(0)])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect(both.find(({ ok }) => !ok)).toMatchObject({ error: { code: 'DRAFT_CHANGED' } })
    expect(unwrap(await save(1)).version).toBe(2)
    expect(await save(1)).toMatchObject({ error: { code: 'DRAFT_CHANGED' } })
  })

  it('hide their edits in the database, which may hold passwords', async () => {
    const { records, serverId, userId } = await setUp()
    await saveDraft(records, { serverId, userId, base, edits: [{ password: 'Canary-77' }] })
    const { rows } = await sql<{ edits: string }>`select edits from draft`.execute(records.db)
    expect(rows[0]?.edits).toMatch(/^v1\./)
    expect(JSON.stringify(rows)).not.toContain('Canary')
  })

  it('need a server that exists', async () => {
    const { records } = await setUp()
    await expect(saveDraft(records, { serverId: 'nobody', userId: 'p1', base, edits })).rejects.toThrow()
  })
})
