import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { unwrap } from '@/lib/errors'
import { openTestRecords } from '@/test/support/open-test-records'
import {
  createCertificateRequest,
  deleteCertificateRequest,
  listCertificateRequests,
  MAX_REQUESTS,
  readRequestKeys,
} from './certificate-requests'
import { createServer, deleteServer } from './servers'

async function setUp() {
  const records = await openTestRecords()
  const server = async (name: string) =>
    unwrap(await createServer(records, { name, connection: {}, secrets: {} })).id
  return { records, serverId: await server('mx'), otherId: await server('other') }
}

const fresh = { actorName: 'Aiko', names: ['mail.example.test'], keyKind: 'ec-p256', request: 'CSR' }

describe('certificate requests', () => {
  it('keep a key sealed until its certificate comes, for one server alone', async () => {
    const { records, serverId, otherId } = await setUp()
    const { id } = unwrap(await createCertificateRequest(records, { ...fresh, serverId, key: 'Canary-77' }))
    const [listed] = await listCertificateRequests(records, serverId)
    expect(listed).toEqual({ ...fresh, id, createdAt: 1_000_000 })
    expect(await listCertificateRequests(records, otherId)).toEqual([])
    expect(unwrap(await readRequestKeys(records, serverId))).toEqual([{ from: id, text: 'Canary-77' }])
    const { rows } = await sql`select * from certificate_request`.execute(records.db)
    expect(JSON.stringify(rows)).not.toContain('Canary')
  })

  it('do not open in the row of another server', async () => {
    const { records, serverId, otherId } = await setUp()
    await createCertificateRequest(records, { ...fresh, serverId, key: 'Canary-77' })
    await sql`update certificate_request set server_id = ${otherId}`.execute(records.db)
    expect(await readRequestKeys(records, otherId)).toMatchObject({ error: { code: 'SECRET_UNREADABLE' } })
  })

  it('are thrown away, alone or with their server', async () => {
    const { records, serverId, otherId } = await setUp()
    const { id } = unwrap(await createCertificateRequest(records, { ...fresh, serverId, key: 'k' }))
    expect(await deleteCertificateRequest(records, otherId, id)).toMatchObject({
      error: { code: 'NOT_FOUND' },
    })
    expect(await deleteCertificateRequest(records, serverId, id)).toEqual({ ok: true, value: null })
    await createCertificateRequest(records, { ...fresh, serverId, key: 'k' })
    await deleteServer(records, serverId)
    expect(await listCertificateRequests(records, serverId)).toEqual([])
  })

  it('do not pile up', async () => {
    const { records, serverId } = await setUp()
    for (let i = 0; i < MAX_REQUESTS; i++)
      unwrap(await createCertificateRequest(records, { ...fresh, serverId, key: 'k' }))
    expect(await createCertificateRequest(records, { ...fresh, serverId, key: 'k' })).toMatchObject({
      error: { code: 'INPUT_TOO_LARGE' },
    })
  })
})
