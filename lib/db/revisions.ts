import type { Insertable, Selectable } from 'kysely'
import { err, type Fault, fault, ok, type Result } from '@/lib/errors'
import { isUniqueViolation } from './driver'
import { newId } from './new-id'
import type { Records } from './records'
import { type RevisionFile, sealRevisionFile } from './revision-files'
import type { RevisionState, RevisionTable } from './schema'

/** One apply: who, why, when, how it ended. Its files and steps are read by `readRevision`. */
export interface Revision {
  readonly id: string
  readonly serverId: string
  readonly actor: { readonly id: string; readonly name: string }
  readonly reason: string
  readonly startedAt: number
  readonly endedAt: number | null
  readonly state: RevisionState
  /** JSON as the caller gave it: what the change means, without secrets. */
  readonly summary: unknown
  readonly fault: Fault | null
}

export interface NewRevision {
  readonly serverId: string
  readonly actor: { readonly id: string; readonly name: string }
  readonly reason: string
  readonly summary: unknown
  readonly files: readonly RevisionFile[]
}

/**
 * Opens a revision in state 'applying' with the old and the new bytes of its files, and is the lock of its server:
 * as long as one is open, the next is refused. Error: APPLY_IN_PROGRESS.
 */
export async function createRevision(records: Records, revision: NewRevision): Promise<Result<Revision>> {
  const at = records.now()
  const row = {
    id: newId(at),
    server_id: revision.serverId,
    actor_id: revision.actor.id,
    actor_name: revision.actor.name,
    reason: revision.reason,
    started_at: at,
    ended_at: null,
    state: 'applying',
    summary: JSON.stringify(revision.summary),
    fault: null,
  } satisfies Insertable<RevisionTable>
  const files = revision.files.map((file) => sealRevisionFile(records.sealer, row.id, file))
  let claimed = false
  try {
    await records.db.transaction().execute(async (db) => {
      await db.insertInto('revision').values(row).execute()
      claimed = true
      for (const file of files) await db.insertInto('revision_file').values(file).execute()
    })
  } catch (error) {
    if (!claimed && isUniqueViolation(error)) return err('APPLY_IN_PROGRESS')
    throw error
  }
  return ok(readRow(row))
}

/** How a revision may end, and how one that was left in doubt may be settled after looking at the server. */
export type EndState = Exclude<RevisionState, 'applying'>

/**
 * Ends a revision and so frees its server. Only one that is applying or in doubt can be ended: what was recorded as
 * applied or put back stays so. Error: NOT_FOUND.
 */
export async function finishRevision(
  records: Records,
  id: string,
  state: EndState,
  trouble: Fault | null = null,
): Promise<Result<Revision>> {
  const row = await records.db
    .updateTable('revision')
    .set({ state, ended_at: records.now(), fault: trouble && JSON.stringify(trouble) })
    .where('id', '=', id)
    .where('state', 'in', ['applying', 'in-doubt'])
    .returningAll()
    .executeTakeFirst()
  return row ? ok(readRow(row)) : err('NOT_FOUND')
}

/**
 * Run at start, when no apply can be running: what a dead process left 'applying' becomes 'in-doubt', and its server
 * is free again. The caller says so in the log.
 */
export async function sweepRevisions(records: Records): Promise<Revision[]> {
  const rows = await records.db
    .updateTable('revision')
    .set({ state: 'in-doubt', ended_at: records.now(), fault: JSON.stringify(fault('IN_DOUBT')) })
    .where('state', '=', 'applying')
    .returningAll()
    .execute()
  return rows.map(readRow)
}

export interface RevisionPage {
  /** Only revisions older than this id: the last one of the page before. */
  readonly before?: string
  readonly limit?: number
}

/** Newest first, without files and steps. */
export async function listRevisions(
  records: Records,
  serverId: string,
  page: RevisionPage = {},
): Promise<Revision[]> {
  let query = records.db
    .selectFrom('revision')
    .selectAll()
    .where('server_id', '=', serverId)
    .orderBy('id', 'desc')
    .limit(page.limit ?? 50)
  if (page.before !== undefined) query = query.where('id', '<', page.before)
  return (await query.execute()).map(readRow)
}

export async function findRevision(records: Records, id: string): Promise<Revision | undefined> {
  const row = await records.db.selectFrom('revision').selectAll().where('id', '=', id).executeTakeFirst()
  return row && readRow(row)
}

/** The apply that is open on a server, if one is. */
export async function findApplying(records: Records, serverId: string): Promise<Revision | undefined> {
  const row = await records.db
    .selectFrom('revision')
    .selectAll()
    .where('server_id', '=', serverId)
    .where('state', '=', 'applying')
    .executeTakeFirst()
  return row && readRow(row)
}

/** Whether a server has a revision of which nobody has settled yet what it left there. */
export async function hasDoubt(records: Records, serverId: string): Promise<boolean> {
  const row = await records.db
    .selectFrom('revision')
    .select('id')
    .where('server_id', '=', serverId)
    .where('state', '=', 'in-doubt')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

function readRow(row: Selectable<RevisionTable>): Revision {
  return {
    id: row.id,
    serverId: row.server_id,
    actor: { id: row.actor_id, name: row.actor_name },
    reason: row.reason,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    state: row.state,
    summary: JSON.parse(row.summary),
    fault: row.fault === null ? null : (JSON.parse(row.fault) as Fault),
  }
}
