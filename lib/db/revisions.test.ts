import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { fault, unwrap } from '@/lib/errors'
import { openTestRecords } from '@/test/support/open-test-records'
import { openRecords } from './open-records'
import { readRevision } from './read-revision'
import { recordStep } from './revision-steps'
import {
  createRevision,
  findRevision,
  findUnsettledRevision,
  finishRevision,
  listRevisions,
  type NewRevision,
  sweepRevisions,
} from './revisions'
import { createSealer } from './seal'

const bytes = (text: string) => new Uint8Array(Buffer.from(text))
const wish = (serverId = 's1'): NewRevision => ({
  serverId,
  actor: { id: 'p1', name: 'Aiko' },
  reason: 'ticket 12',
  summary: { gained: 64 },
  files: [
    {
      path: 'smtprelay.tab',
      before: bytes('"10.0.0.0/8"\r\n'),
      beforeDigest: 'b',
      after: bytes('\xff\0"x"'),
      afterDigest: 'a',
    },
    { path: 'smtp.ipmap.tab', before: null, beforeDigest: null, after: bytes(''), afterDigest: 'e' },
    { path: 'old.tab', before: bytes('x'), beforeDigest: 'x', after: null, afterDigest: null },
  ],
})

describe('revisions', () => {
  it('say whose doing they are: a person’s where nothing else is said', async () => {
    const records = await openTestRecords()
    const { id, origin } = unwrap(await createRevision(records, wish()))
    expect(origin).toBe('person')
    unwrap(await finishRevision(records, id, 'applied'))
    unwrap(await createRevision(records, { ...wish(), origin: 'console' }))
    expect((await listRevisions(records, 's1')).map((revision) => revision.origin)).toEqual([
      'console',
      'person',
    ])
  })

  it('keep who, why, the old bytes and the new ones, and every step in order', async () => {
    const records = await openTestRecords()
    const revision = unwrap(await createRevision(records, wish()))
    expect(revision).toMatchObject({ state: 'applying', startedAt: 1_000_000, endedAt: null, fault: null })
    await recordStep(records, revision.id, 'write smtprelay.tab', 'begun')
    await recordStep(records, revision.id, 'write smtprelay.tab', 'done', { bytes: 9 })
    records.setNow(1_000_900)
    const ended = unwrap(await finishRevision(records, revision.id, 'applied'))
    expect(ended).toMatchObject({ state: 'applied', endedAt: 1_000_900 })

    const whole = unwrap(await readRevision(records, revision.id))
    const byPath = [...wish().files].sort((a, b) => (a.path < b.path ? -1 : 1))
    expect(whole).toMatchObject({ ...ended, actor: { id: 'p1', name: 'Aiko' }, summary: { gained: 64 } })
    expect(whole.files).toEqual(byPath)
    expect(whole.steps).toEqual([
      { seq: 1, step: 'write smtprelay.tab', state: 'begun', at: 1_000_000, detail: null },
      { seq: 2, step: 'write smtprelay.tab', state: 'done', at: 1_000_000, detail: { bytes: 9 } },
    ])
  })

  it('let one apply run on a server, and the next when it has ended', async () => {
    const records = await openTestRecords()
    const tries = await Promise.all(Array.from({ length: 10 }, () => createRevision(records, wish())))
    expect(tries.filter(({ ok }) => ok)).toHaveLength(1)
    expect(tries.filter((t) => !t.ok && t.error.code === 'APPLY_IN_PROGRESS')).toHaveLength(9)
    expect((await createRevision(records, wish('s2'))).ok).toBe(true)
    const open = await findUnsettledRevision(records, 's1')
    expect(open).toBeDefined()
    unwrap(await finishRevision(records, open?.id ?? '', 'put-back', fault('VERIFY_FAILED')))
    expect(await findUnsettledRevision(records, 's1')).toBeUndefined()
    expect((await createRevision(records, wish())).ok).toBe(true)
  })

  it('let one of two processes in', async () => {
    const records = await openTestRecords()
    const other = await openRecords({ path: records.path, sealer: records.sealer })
    expect((await createRevision(records, wish())).ok).toBe(true)
    expect(await createRevision(other, wish())).toMatchObject({ error: { code: 'APPLY_IN_PROGRESS' } })
    await other.db.destroy()
  })

  it('write all of a revision or nothing; a path given twice is a bug, not a running apply', async () => {
    const records = await openTestRecords()
    const [file] = wish().files
    if (!file) throw new Error('no file')
    await expect(createRevision(records, { ...wish(), files: [file, file] })).rejects.toThrow('UNIQUE')
    expect(await listRevisions(records, 's1')).toEqual([])
  })

  it('are ended once; what was in doubt can be settled', async () => {
    const records = await openTestRecords()
    const { id } = unwrap(await createRevision(records, wish()))
    unwrap(await finishRevision(records, id, 'in-doubt', fault('IN_DOUBT')))
    expect(unwrap(await finishRevision(records, id, 'applied'))).toMatchObject({
      state: 'applied',
      fault: null,
    })
    expect(await finishRevision(records, id, 'failed')).toMatchObject({ error: { code: 'NOT_FOUND' } })
    expect(await findRevision(records, id)).toMatchObject({ state: 'applied' })
    expect(await finishRevision(records, 'nobody', 'applied')).toMatchObject({ error: { code: 'NOT_FOUND' } })
  })

  it('that a dead process left become in doubt at the next start, and their servers are free once it is settled', async () => {
    const records = await openTestRecords()
    const left = unwrap(await createRevision(records, wish()))
    const done = unwrap(await createRevision(records, wish('s2')))
    unwrap(await finishRevision(records, done.id, 'applied'))
    const swept = await sweepRevisions(records)
    expect(swept).toMatchObject([{ id: left.id, state: 'in-doubt', fault: { code: 'IN_DOUBT' } }])
    expect(await sweepRevisions(records)).toEqual([])
    expect(await createRevision(records, wish())).toMatchObject({ error: { code: 'DOUBT_FIRST' } })
    unwrap(await finishRevision(records, left.id, 'failed'))
    expect((await createRevision(records, wish())).ok).toBe(true)
  })

  it('are listed newest first, page by page', async () => {
    const records = await openTestRecords()
    const ids: string[] = []
    for (let i = 0; i < 5; i++) {
      const { id } = unwrap(await createRevision(records, { ...wish(), files: [] }))
      unwrap(await finishRevision(records, id, 'applied'))
      ids.unshift(id)
    }
    const first = await listRevisions(records, 's1', { limit: 3 })
    expect(first.map(({ id }) => id)).toEqual(ids.slice(0, 3))
    const rest = await listRevisions(records, 's1', { limit: 3, before: ids[2] ?? '' })
    expect(rest.map(({ id }) => id)).toEqual(ids.slice(3))
    expect(await listRevisions(records, 's2')).toEqual([])
  })

  it('hide the bytes of files in the database, and say so when the secret is another', async () => {
    const records = await openTestRecords()
    const { id } = unwrap(await createRevision(records, wish()))
    const { rows } = await sql<{ before: string | null }>`select before, after from revision_file`.execute(
      records.db,
    )
    expect(JSON.stringify(rows)).not.toContain('10.0.0.0')
    const stranger = { ...records, sealer: createSealer('quite another secret, also long enough') }
    expect(await readRevision(stranger, id)).toMatchObject({ error: { code: 'SECRET_UNREADABLE' } })
    expect(await readRevision(records, 'nobody')).toMatchObject({ error: { code: 'NOT_FOUND' } })
    await sql`update revision_file set after = before where path = 'smtprelay.tab'`.execute(records.db)
    expect(await readRevision(records, id)).toMatchObject({ error: { code: 'SECRET_UNREADABLE' } })
  })
})
