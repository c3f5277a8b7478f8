import type { Selectable } from 'kysely'
import { err, ok, type Result } from '@/lib/errors'
import { newId } from './new-id'
import type { Records } from './records'
import type { DraftTable } from './schema'
import { sealJson, unsealJson } from './seal'

/** What one person wants to change on one server, not yet applied. */
export interface Draft {
  readonly id: string
  readonly serverId: string
  readonly userId: string
  /** Path → digest of the file that the edits were made on; null where there was none. */
  readonly base: DraftBase
  /** Edits as JSON, checked by the caller (`editSchema`). */
  readonly edits: readonly unknown[]
  /** 1 at first, one more with each save. */
  readonly version: number
  readonly updatedAt: number
  /** What its person calls it; null: nothing. */
  readonly name: string | null
  /** Id of the person that it is handed over to, until that one has accepted it. */
  readonly offeredTo: string | null
}

export type DraftBase = Readonly<Record<string, string | null>>

/** The draft of one person on one server, or null. Error: SECRET_UNREADABLE. */
export async function getDraft(
  records: Records,
  serverId: string,
  userId: string,
): Promise<Result<Draft | null>> {
  const row = await selectDraft(records, serverId, userId)
  return row ? openDraft(records, row) : ok(null)
}

export interface DraftContent {
  readonly serverId: string
  readonly userId: string
  readonly base: DraftBase
  readonly edits: readonly unknown[]
  /**
   * The version that the caller read; 0: there was none. Without it the last save wins, and of two browser tabs one
   * loses its edits.
   */
  readonly expectedVersion?: number
}

/** Makes or replaces the draft. Error: DRAFT_CHANGED when `expectedVersion` is not what is there. */
export function saveDraft(records: Records, content: DraftContent): Promise<Result<Draft>> {
  return records.db.transaction().execute((db) => writeDraft({ ...records, db }, content))
}

/** `saveDraft` inside a transaction that is open. */
export async function writeDraft(records: Records, content: DraftContent): Promise<Result<Draft>> {
  const { serverId, userId, expectedVersion } = content
  const old = await selectDraft(records, serverId, userId)
  const oldVersion = old?.version ?? 0
  if (expectedVersion !== undefined && expectedVersion !== oldVersion) return err('DRAFT_CHANGED')
  const at = records.now()
  const id = old?.id ?? newId(at)
  const saved = {
    base: JSON.stringify(content.base),
    edits: sealJson(records.sealer, content.edits, purposeOf(serverId, userId)),
    version: oldVersion + 1,
    updated_at: at,
  }
  const row: DraftTable = {
    ...{ id, server_id: serverId, user_id: userId, ...saved },
    ...{ name: old?.name ?? null, offered_to: old?.offered_to ?? null },
  }
  await records.db
    .insertInto('draft')
    .values(row)
    .onConflict((conflict) => conflict.columns(['server_id', 'user_id']).doUpdateSet(saved))
    .execute()
  return openDraft(records, row)
}

/** Removes the draft, if there is one. */
export async function deleteDraft(
  records: Pick<Records, 'db'>,
  serverId: string,
  userId: string,
): Promise<void> {
  await records.db
    .deleteFrom('draft')
    .where('server_id', '=', serverId)
    .where('user_id', '=', userId)
    .execute()
}

async function selectDraft(
  records: Pick<Records, 'db'>,
  serverId: string,
  userId: string,
): Promise<Selectable<DraftTable> | undefined> {
  return records.db
    .selectFrom('draft')
    .selectAll()
    .where('server_id', '=', serverId)
    .where('user_id', '=', userId)
    .executeTakeFirst()
}

function purposeOf(serverId: string, userId: string): string {
  return `draft:${serverId}:${userId}`
}

function openDraft(records: Records, row: Selectable<DraftTable>): Result<Draft> {
  const edits = unsealJson(records.sealer, row.edits, purposeOf(row.server_id, row.user_id))
  if (!edits.ok) return edits
  return ok({
    id: row.id,
    serverId: row.server_id,
    userId: row.user_id,
    base: JSON.parse(row.base) as DraftBase,
    edits: edits.value as readonly unknown[],
    version: row.version,
    updatedAt: row.updated_at,
    name: row.name,
    offeredTo: row.offered_to,
  })
}
