import type { Selectable } from 'kysely'
import { err, ok, type Result } from '@/lib/errors'
import { newId } from './new-id'
import type { Records } from './records'
import type { CertificateRequestTable } from './schema'

/** A key that was made here and waits for its certificate. The key itself is not in it. */
export interface CertificateRequest {
  readonly id: string
  readonly actorName: string
  readonly names: readonly string[]
  /** e.g. `rsa-2048`. */
  readonly keyKind: string
  /** The CSR, as PEM. */
  readonly request: string
  readonly createdAt: number
}

export interface NewCertificateRequest {
  readonly serverId: string
  readonly actorName: string
  readonly names: readonly string[]
  readonly keyKind: string
  readonly request: string
  /** PEM, open. It is sealed here, bound to the request and the server. */
  readonly key: string
}

/** More open requests than that are forgotten ones. */
export const MAX_REQUESTS = 20

/** Keeps a key until its certificate comes. Error: INPUT_TOO_LARGE when `MAX_REQUESTS` of the server wait already. */
export async function createCertificateRequest(
  records: Records,
  { serverId, actorName, names, keyKind, request, key }: NewCertificateRequest,
): Promise<Result<{ id: string }>> {
  const waiting = await listCertificateRequests(records, serverId)
  if (waiting.length >= MAX_REQUESTS) return err('INPUT_TOO_LARGE')
  const at = records.now()
  const id = newId(at)
  const row: CertificateRequestTable = {
    id,
    server_id: serverId,
    actor_name: actorName,
    names: JSON.stringify(names),
    key_kind: keyKind,
    request,
    key: records.sealer.seal(Buffer.from(key), purposeOf(serverId, id)),
    created_at: at,
  }
  await records.db.insertInto('certificate_request').values(row).execute()
  return ok({ id })
}

/** What waits for a certificate on a server, the newest first. */
export async function listCertificateRequests(
  records: Pick<Records, 'db'>,
  serverId: string,
): Promise<CertificateRequest[]> {
  const rows = await selectRequests(records, serverId)
  return rows.map((row) => ({
    id: row.id,
    actorName: row.actor_name,
    names: JSON.parse(row.names) as string[],
    keyKind: row.key_kind,
    request: row.request,
    createdAt: row.created_at,
  }))
}

/** The keys of what waits, opened: `from` is the id of the request. Never for a page. Error: SECRET_UNREADABLE. */
export async function readRequestKeys(
  records: Records,
  serverId: string,
): Promise<Result<readonly { readonly from: string; readonly text: string }[]>> {
  const keys: { from: string; text: string }[] = []
  for (const { id, key } of await selectRequests(records, serverId)) {
    const plain = records.sealer.unseal(key, purposeOf(serverId, id))
    if (!plain.ok) return plain
    keys.push({ from: id, text: Buffer.from(plain.value).toString() })
  }
  return ok(keys)
}

/** Throws a key away, for good. Error: NOT_FOUND. */
export async function deleteCertificateRequest(
  records: Pick<Records, 'db'>,
  serverId: string,
  id: string,
): Promise<Result<null>> {
  const { numDeletedRows } = await records.db
    .deleteFrom('certificate_request')
    .where('server_id', '=', serverId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return numDeletedRows > 0n ? ok(null) : err('NOT_FOUND')
}

function selectRequests(
  { db }: Pick<Records, 'db'>,
  serverId: string,
): Promise<Selectable<CertificateRequestTable>[]> {
  return db
    .selectFrom('certificate_request')
    .selectAll()
    .where('server_id', '=', serverId)
    .orderBy('id', 'desc')
    .execute()
}

function purposeOf(serverId: string, id: string): string {
  return `certificate-request:${serverId}:${id}`
}
