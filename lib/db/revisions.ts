import type { Insertable, Selectable } from 'kysely'
import { err, type Fault, fault, ok, type Result } from '@/lib/errors'
import { isUniqueViolation } from './driver'
import { newId } from './new-id'
import type { Records } from './records'
import { type RevisionFile, sealRevisionFile } from './revision-files'
import type { RevisionOrigin, RevisionState, RevisionTable } from './schema'

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
  /** When it is or was to be put back unless kept; null: it did not wait for anybody. */
  readonly confirmBy: number | null
  /** Name of the person who kept it. */
  readonly keptBy: string | null
  readonly origin: RevisionOrigin
}

export interface NewRevision {
  readonly serverId: string
  readonly actor: { readonly id: string; readonly name: string }
  readonly reason: string
  readonly summary: unknown
  readonly files: readonly RevisionFile[]
  /** A person's where it is left out. */
  readonly origin?: RevisionOrigin
}

/**
 * Opens a revision in state 'applying' with the old and the new bytes of its files, and is the lock of its server:
 * as long as one is open, the next is refused. Nor is anything built on what nobody knows: as long as one is in doubt,
 * looking and putting back may still write. Errors: APPLY_IN_PROGRESS, DOUBT_FIRST.
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
    confirm_by: null,
    kept_by: null,
    taken_edits: null,
    origin: revision.origin ?? 'person',
  } satisfies Insertable<RevisionTable>
  const files = revision.files.map((file) => sealRevisionFile(records.sealer, row.id, file))
  let claimed = false
  try {
    return await records.db.transaction().execute(async (db) => {
      if (await hasDoubt({ db }, row.server_id)) return err('DOUBT_FIRST')
      await db.insertInto('revision').values(row).execute()
      claimed = true
      for (const file of files) await db.insertInto('revision_file').values(file).execute()
      return ok(readRevisionRow(row))
    })
  } catch (error) {
    if (!claimed && isUniqueViolation(error)) return err('APPLY_IN_PROGRESS')
    throw error
  }
}

/** How a revision may end, and how one that was left in doubt may be settled after looking at the server. */
export type EndState = Exclude<RevisionState, (typeof OPEN_STATES)[number]>

/** A server with a revision in one of these takes no other change. */
export const OPEN_STATES = ['applying', 'unconfirmed', 'putting-back'] as const

/**
 * Ends a revision and so frees its server. Only one that the console is working on, or that is in doubt, can be ended:
 * what was recorded as applied or put back stays so, and what waits to be kept is ended by `confirmations.ts`. Error:
 * NOT_FOUND.
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
    .where('state', 'in', ['applying', 'putting-back', 'in-doubt'])
    .returningAll()
    .executeTakeFirst()
  return row ? ok(readRevisionRow(row)) : err('NOT_FOUND')
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
  return rows.map(readRevisionRow)
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
  return (await query.execute()).map(readRevisionRow)
}

export async function findRevision(records: Records, id: string): Promise<Revision | undefined> {
  const row = await records.db.selectFrom('revision').selectAll().where('id', '=', id).executeTakeFirst()
  return row && readRevisionRow(row)
}

/** The change of a server that is not over: open, or in doubt; the newest, if there are several. */
export async function findUnsettledRevision(
  records: Records,
  serverId: string,
): Promise<Revision | undefined> {
  const row = await records.db
    .selectFrom('revision')
    .selectAll()
    .where('server_id', '=', serverId)
    .where('state', 'in', [...OPEN_STATES, 'in-doubt'])
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && readRevisionRow(row)
}

/** Every revision in these states, of all servers, oldest first. */
export async function listInState(records: Records, states: readonly RevisionState[]): Promise<Revision[]> {
  const rows = await records.db
    .selectFrom('revision')
    .selectAll()
    .where('state', 'in', states)
    .orderBy('id')
    .execute()
  return rows.map(readRevisionRow)
}

/** Whether a server has a revision of which nobody has settled yet what it left there. */
export async function hasDoubt(records: Pick<Records, 'db'>, serverId: string): Promise<boolean> {
  const row = await records.db
    .selectFrom('revision')
    .select('id')
    .where('server_id', '=', serverId)
    .where('state', '=', 'in-doubt')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

export function readRevisionRow(row: Selectable<RevisionTable>): Revision {
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
    confirmBy: row.confirm_by,
    keptBy: row.kept_by,
    origin: row.origin,
  }
}
