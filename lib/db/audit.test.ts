import { describe, expect, it } from 'vitest'
import { openTestRecords } from '@/test/support/open-test-records'
import { listAudit, recordAudit } from './audit'

const actor = { id: 'p1', name: 'Aiko' }

describe('audit', () => {
  it('keeps who did what, where, and how it ended; newest first', async () => {
    const records = await openTestRecords()
    await recordAudit(records, { actor: null, action: 'sign-in', outcome: 'refused', code: 'SIGN_IN_FAILED' })
    await recordAudit(records, {
      actor,
      action: 'draft.edit',
      serverId: 's1',
      outcome: 'done',
      detail: { n: 1 },
    })
    expect(await listAudit(records)).toEqual([
      {
        id: expect.any(String),
        at: 1_000_000,
        actor,
        action: 'draft.edit',
        serverId: 's1',
        outcome: 'done',
        detail: { n: 1 },
      },
      {
        id: expect.any(String),
        at: 1_000_000,
        actor: null,
        action: 'sign-in',
        outcome: 'refused',
        code: 'SIGN_IN_FAILED',
      },
    ])
  })

  it('is filtered by server and person, and paged', async () => {
    const records = await openTestRecords()
    for (let i = 0; i < 6; i++) {
      const who = { id: `p${i % 2}`, name: '' }
      await recordAudit(records, { actor: who, action: `a${i}`, serverId: `s${i % 3}`, outcome: 'done' })
    }
    const actions = async (filter: Parameters<typeof listAudit>[1]) =>
      (await listAudit(records, filter)).map(({ action }) => action)
    expect(await actions({ serverId: 's1' })).toEqual(['a4', 'a1'])
    expect(await actions({ actorId: 'p1' })).toEqual(['a5', 'a3', 'a1'])
    const [, second] = await listAudit(records, { limit: 2 })
    expect(await actions({ limit: 2, before: second?.id ?? '' })).toEqual(['a3', 'a2'])
  })
})
