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
export async function saveDraft(records: Records, content: DraftContent): Promise<Result<Draft>> {
  const { serverId, userId, expectedVersion } = content
  return records.db.transaction().execute(async (db) => {
    const old = await selectDraft({ ...records, db }, serverId, userId)
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
    const row: DraftTable = { id, server_id: serverId, user_id: userId, ...saved }
    await db
      .insertInto('draft')
      .values(row)
      .onConflict((conflict) => conflict.columns(['server_id', 'user_id']).doUpdateSet(saved))
      .execute()
    return openDraft(records, row)
  })
}

/**
 * Takes the first `count` edits out of a draft, which have been applied, and leaves what was added to it meanwhile: an
 * edit that somebody makes while an apply runs must not be lost. Without a rest the draft is removed. A draft that is no
 * longer a continuation of the applied one (`isContinuation` says no) is left as it is. Error: SECRET_UNREADABLE.
 */
export async function takeAppliedEdits(
  records: Records,
  draft: { readonly serverId: string; readonly userId: string },
  count: number,
  isContinuation: (edits: readonly unknown[]) => boolean,
): Promise<Result<null>> {
  const { serverId, userId } = draft
  return records.db.transaction().execute(async (db) => {
    const inside = { ...records, db }
    const row = await selectDraft(inside, serverId, userId)
    if (!row) return ok(null)
    const open = openDraft(records, row)
    if (!open.ok) return open
    if (!isContinuation(open.value.edits)) return ok(null)
    const rest = open.value.edits.slice(count)
    if (rest.length === 0) {
      await deleteDraft(inside, serverId, userId)
      return ok(null)
    }
    await db
      .updateTable('draft')
      .set({
        // The files are new ones now; what the rest was made on is found when it is planned again.
        base: JSON.stringify({}),
        edits: sealJson(records.sealer, rest, purposeOf(serverId, userId)),
        version: row.version + 1,
        updated_at: records.now(),
      })
      .where('id', '=', row.id)
      .execute()
    return ok(null)
  })
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
  })
}
