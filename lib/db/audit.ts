import type { Selectable } from 'kysely'
import type { ErrorCode } from '@/lib/errors'
import { newId } from './new-id'
import type { Records } from './records'
import type { AuditOutcome, AuditTable } from './schema'

/** One thing that somebody did or tried. Never holds a secret. */
export interface AuditEntry {
  readonly actor: { readonly id: string; readonly name: string } | null
  /** e.g. 'draft.edit', 'change.apply', 'sign-in'. */
  readonly action: string
  readonly serverId?: string
  readonly outcome: AuditOutcome
  readonly code?: ErrorCode
  readonly detail?: unknown
}

export interface RecordedAudit extends AuditEntry {
  readonly id: string
  readonly at: number
}

export async function recordAudit(records: Records, entry: AuditEntry): Promise<void> {
  const at = records.now()
  await records.db
    .insertInto('audit')
    .values({
      id: newId(at),
      at,
      actor_id: entry.actor?.id ?? null,
      actor_name: entry.actor?.name ?? null,
      action: entry.action,
      server_id: entry.serverId ?? null,
      outcome: entry.outcome,
      code: entry.code ?? null,
      detail: entry.detail === undefined ? null : JSON.stringify(entry.detail),
    })
    .execute()
}

export interface AuditFilter {
  readonly serverId?: string
  readonly actorId?: string
  /** Only entries older than this id: the last one of the page before. */
  readonly before?: string
  readonly limit?: number
}

/** Newest first. */
export async function listAudit(records: Records, filter: AuditFilter = {}): Promise<RecordedAudit[]> {
  let query = records.db
    .selectFrom('audit')
    .selectAll()
    .orderBy('id', 'desc')
    .limit(filter.limit ?? 100)
  if (filter.serverId !== undefined) query = query.where('server_id', '=', filter.serverId)
  if (filter.actorId !== undefined) query = query.where('actor_id', '=', filter.actorId)
  if (filter.before !== undefined) query = query.where('id', '<', filter.before)
  return (await query.execute()).map(readRow)
}

function readRow(row: Selectable<AuditTable>): RecordedAudit {
  return {
    id: row.id,
    at: row.at,
    actor: row.actor_id === null ? null : { id: row.actor_id, name: row.actor_name ?? '' },
    action: row.action,
    outcome: row.outcome,
    ...(row.server_id !== null && { serverId: row.server_id }),
    ...(row.code !== null && { code: row.code as ErrorCode }),
    ...(row.detail !== null && { detail: JSON.parse(row.detail) as unknown }),
  }
}
