import { err, ok, type Result } from '@/lib/errors'
import { deleteDraft, getDraft, writeDraft } from './drafts'
import type { Records } from './records'
import { sealJson, unsealJson } from './seal'

/** Whose draft, and the revision that was made of it. */
export interface Taker {
  readonly serverId: string
  readonly userId: string
  readonly revisionId: string
}

/**
 * Takes the first `count` edits out of a draft, which have been applied, and leaves what was added to it meanwhile: an
 * edit that somebody makes while an apply runs must not be lost. Without a rest the draft is removed. A draft that is no
 * longer a continuation of the applied one (`isContinuation` says no) is left as it is. The revision keeps what was taken,
 * for the case that it is put back. Error: SECRET_UNREADABLE.
 */
export function takeAppliedEdits(
  records: Records,
  { serverId, userId, revisionId }: Taker,
  count: number,
  isContinuation: (edits: readonly unknown[]) => boolean,
): Promise<Result<null>> {
  return records.db.transaction().execute(async (db) => {
    const inside = { ...records, db }
    const draft = await getDraft(inside, serverId, userId)
    if (!draft.ok) return draft
    if (!draft.value || !isContinuation(draft.value.edits)) return ok(null)
    const edits = draft.value.edits.slice(count)
    // The files are new ones now: what the rest was made on is found when it is planned again.
    if (edits.length > 0) await writeDraft(inside, { serverId, userId, base: {}, edits })
    else await deleteDraft(inside, serverId, userId)
    const taken = sealJson(records.sealer, draft.value.edits.slice(0, count), purposeOf(revisionId))
    await db.updateTable('revision').set({ taken_edits: taken }).where('id', '=', revisionId).execute()
    return ok(null)
  })
}

/**
 * Gives the edits of a revision that was put back to the draft that they came from, before what has been added to it
 * since; once only, however often it is called. Errors: NOT_FOUND, SECRET_UNREADABLE; the revision keeps them then.
 */
export function returnTakenEdits(records: Records, revisionId: string): Promise<Result<null>> {
  return records.db.transaction().execute(async (db) => {
    const inside = { ...records, db }
    const row = await db
      .selectFrom('revision')
      .select(['server_id as serverId', 'actor_id as userId', 'taken_edits as sealed'])
      .where('id', '=', revisionId)
      .executeTakeFirst()
    if (!row) return err('NOT_FOUND')
    if (row.sealed === null) return ok(null)
    const taken = unsealJson(records.sealer, row.sealed, purposeOf(revisionId))
    if (!taken.ok) return taken
    const draft = await getDraft(inside, row.serverId, row.userId)
    if (!draft.ok) return draft
    const edits = [...(taken.value as unknown[]), ...(draft.value?.edits ?? [])]
    const written = await writeDraft(inside, { serverId: row.serverId, userId: row.userId, base: {}, edits })
    if (!written.ok) return written
    await db.updateTable('revision').set({ taken_edits: null }).where('id', '=', revisionId).execute()
    return ok(null)
  })
}

function purposeOf(revisionId: string): string {
  return `revision:${revisionId}:edits`
}
