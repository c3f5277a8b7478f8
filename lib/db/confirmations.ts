import { err, type Fault, ok, type Result } from '@/lib/errors'
import type { Records } from './records'
import { type Revision, readRevisionRow } from './revisions'
import type { RevisionState, RevisionTable } from './schema'

/**
 * From "on the server" to "waits to be kept", for so many seconds from now. From a doubt too: what turns out to be there
 * after a restart has been seen by nobody yet. Error: NOT_FOUND where it is in another state.
 */
export function awaitConfirmation(records: Records, id: string, seconds: number): Promise<Result<Revision>> {
  const confirm_by = records.now() + seconds * 1000
  return change(records, id, ['applying', 'in-doubt'], {
    state: 'unconfirmed',
    confirm_by,
    ended_at: null,
    fault: null,
  })
}

/**
 * Ends an unconfirmed revision as applied. Errors: NOT_FOUND, where it does not wait any more; PUT_BACK_BEGUN, where its
 * time is over or somebody has had it put back.
 */
export async function keepRevision(records: Records, id: string, keptBy: string): Promise<Result<Revision>> {
  const row = await records.db
    .updateTable('revision')
    .set({ state: 'applied', ended_at: records.now(), kept_by: keptBy, taken_edits: null })
    .where('id', '=', id)
    .where('state', '=', 'unconfirmed')
    .where('confirm_by', '>', records.now())
    .returningAll()
    .executeTakeFirst()
  if (row) return ok(readRevisionRow(row))
  const there = await records.db
    .selectFrom('revision')
    .select('state')
    .where('id', '=', id)
    .executeTakeFirst()
  const isLate =
    there?.state === 'unconfirmed' || there?.state === 'putting-back' || there?.state === 'put-back'
  return err(isLate ? 'PUT_BACK_BEGUN' : 'NOT_FOUND')
}

/**
 * Claims an unconfirmed revision for being put back; of two that try, one gets it. `trouble` says why: NOT_CONFIRMED, or
 * PUT_BACK_ASKED by a person. Error: NOT_FOUND.
 */
export function claimPutBack(records: Records, id: string, trouble: Fault): Promise<Result<Revision>> {
  return change(records, id, ['unconfirmed'], { state: 'putting-back', fault: JSON.stringify(trouble) })
}

/**
 * From a doubt to being put back: what has turned out to be there makes the server do something else than planned. Not for
 * a person to ask: a write that is still on its way would come behind the old bytes. Error: NOT_FOUND.
 */
export function claimDoubtToPutBack(records: Records, id: string, trouble: Fault): Promise<Result<Revision>> {
  const set = { state: 'putting-back', ended_at: null, fault: JSON.stringify(trouble) } as const
  return change(records, id, ['in-doubt'], set)
}

/**
 * Ends what cannot be settled by looking: a person has seen what the server holds and takes it as it is. Its server is
 * free again. Error: NOT_FOUND.
 */
export function letRevisionStand(records: Records, id: string, by: string): Promise<Result<Revision>> {
  const ended = { state: 'let-stand', ended_at: records.now(), kept_by: by } as const
  return change(records, id, ['in-doubt', 'putting-back'], ended)
}

/** Begins the quiet time of a doubt anew: where the clock has been set back, nobody can say how much of it is over. */
export function countDoubtAnew(records: Records, id: string): Promise<Result<Revision>> {
  return change(records, id, ['in-doubt'], { state: 'in-doubt', ended_at: records.now() })
}

/** The unconfirmed revisions whose time is over. */
export async function listOverdue(records: Records): Promise<Revision[]> {
  const rows = await records.db
    .selectFrom('revision')
    .selectAll()
    .where('state', '=', 'unconfirmed')
    .where('confirm_by', '<=', records.now())
    .execute()
  return rows.map(readRevisionRow)
}

type Columns = Partial<Pick<RevisionTable, 'confirm_by' | 'fault' | 'ended_at' | 'kept_by'>>

async function change(
  records: Records,
  id: string,
  from: readonly RevisionState[],
  set: Columns & { readonly state: RevisionState },
): Promise<Result<Revision>> {
  const row = await records.db
    .updateTable('revision')
    .set(set)
    .where('id', '=', id)
    .where('state', 'in', from)
    .returningAll()
    .executeTakeFirst()
  return row ? ok(readRevisionRow(row)) : err('NOT_FOUND')
}
