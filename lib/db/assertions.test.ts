import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { unwrap } from '@/lib/errors'
import { type Assertion, MAX_ASSERTIONS } from '@/lib/xmail/assertions'
import { openTestRecords } from '@/test/support/open-test-records'
import { addAssertions, deleteAssertion, listAssertions, updateAssertion } from './assertions'
import { createServer, deleteServer } from './servers'

async function setUp() {
  const records = await openTestRecords()
  const server = async (name: string) =>
    unwrap(await createServer(records, { name, connection: {}, secrets: {} })).id
  const serverId = await server('mx')
  return { records, serverId, otherId: await server('other'), by: { serverId, actorName: 'Aiko' } }
}

const only = (...networks: string[]): Assertion => ({
  kind: 'gate',
  gate: 'ctrl',
  claim: 'only',
  networks,
  over: 'both',
})
const noted = (assertion: Assertion, note = '') => ({ assertion, note })

describe('assertions of a server', () => {
  it('are kept with their note, each sentence once, and go with the server', async () => {
    const { records, serverId, otherId, by } = await setUp()
    const added = [
      noted(only('10.0.0.0/8', '192.168.0.0/16'), 'audit 7'),
      noted(only('192.168.0.0/16', '10.0.0.0/8')),
    ]
    expect(await addAssertions(records, by, added)).toEqual({ ok: true, value: { added: 1 } })
    expect(await listAssertions(records, serverId)).toMatchObject([
      { ...added[0], actorName: 'Aiko', updatedAt: 1_000_000 },
    ])
    expect(await listAssertions(records, otherId)).toEqual([])
    await deleteServer(records, serverId)
    expect((await sql`select * from assertion`.execute(records.db)).rows).toEqual([])
  })

  it('are changed and removed only where they are', async () => {
    const { records, serverId, otherId, by } = await setUp()
    await addAssertions(records, by, [noted(only('10.0.0.0/8')), noted(only())])
    const [first] = await listAssertions(records, serverId)
    const id = first?.id ?? ''
    const change = (serverId: string, assertion: Assertion) =>
      updateAssertion(records, { serverId, actorName: 'Ben' }, id, noted(assertion, 'new'))
    expect(await change(otherId, only('10.0.0.0/9'))).toMatchObject({ error: { code: 'NOT_FOUND' } })
    expect(await change(serverId, only())).toMatchObject({ error: { code: 'ASSERTION_EXISTS' } })
    unwrap(await change(serverId, only('10.0.0.0/9')))
    const changed = { assertion: only('10.0.0.0/9'), note: 'new', actorName: 'Ben' }
    expect((await listAssertions(records, serverId))[0]).toMatchObject(changed)
    expect(await deleteAssertion(records, otherId, id)).toMatchObject({ error: { code: 'NOT_FOUND' } })
    unwrap(await deleteAssertion(records, serverId, id))
    expect(await listAssertions(records, serverId)).toHaveLength(1)
  })

  it('are no more than are checked, and pass over what nobody can read', async () => {
    const { records, serverId, by } = await setUp()
    const many = Array.from({ length: MAX_ASSERTIONS + 1 }, (_, i) =>
      noted(only(`10.0.${i >> 8}.${i & 255}/32`)),
    )
    expect(await addAssertions(records, by, many)).toMatchObject({ error: { code: 'ASSERTIONS_TOO_MANY' } })
    await addAssertions(records, by, many.slice(0, 2))
    await sql`update assertion set assertion = '{"kind":"of-the-future"}' where id = (select min(id) from assertion)`.execute(
      records.db,
    )
    expect(await listAssertions(records, serverId)).toHaveLength(1)
  })
})
