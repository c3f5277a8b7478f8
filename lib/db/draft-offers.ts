import { err, ok, type Result } from '@/lib/errors'
import { type DraftBase, deleteDraft, writeDraft } from './drafts'
import type { Records } from './records'

/** Whose draft on which server. */
export interface DraftOf {
  readonly serverId: string
  readonly userId: string
}

/** Names a draft, or hands it over, or takes either back by null. Error: NOT_FOUND. */
export async function markDraft(
  { db }: Pick<Records, 'db'>,
  { serverId, userId }: DraftOf,
  mark: { readonly name: string | null } | { readonly offered_to: string | null },
): Promise<Result<null>> {
  const { numUpdatedRows } = await db
    .updateTable('draft')
    .set(mark)
    .where('server_id', '=', serverId)
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return numUpdatedRows > 0n ? ok(null) : err('NOT_FOUND')
}

/** Ends the offer of a draft to one person. Error: NOT_FOUND, where it is not offered to that one. */
export async function declineOffer(
  { db }: Pick<Records, 'db'>,
  { serverId, userId }: DraftOf,
  toUserId: string,
): Promise<Result<null>> {
  const { numUpdatedRows } = await db
    .updateTable('draft')
    .set({ offered_to: null })
    .where('server_id', '=', serverId)
    .where('user_id', '=', userId)
    .where('offered_to', '=', toUserId)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return err('NOT_FOUND')
  await dropLeftDrafts({ db })
  return ok(null)
}

/** Deletes drafts of people who have left and which nobody is offered: nobody could ever see them again. */
export async function dropLeftDrafts({ db }: Pick<Records, 'db'>): Promise<void> {
  const people = db.selectFrom('user').select('id')
  await db
    .deleteFrom('draft')
    .where('user_id', 'not in', people)
    .where((where) => where.or([where('offered_to', 'is', null), where('offered_to', 'not in', people)]))
    .execute()
}

export interface DraftOffer {
  readonly userId: string
  /** Null: the person has left. */
  readonly fromName: string | null
  readonly name: string | null
  readonly updatedAt: number
}

/** The drafts of a server that are handed over to a person, oldest first. */
export async function listOffers(
  { db }: Pick<Records, 'db'>,
  serverId: string,
  toUserId: string,
): Promise<DraftOffer[]> {
  return db
    .selectFrom('draft')
    .leftJoin('user', 'user.id', 'draft.user_id')
    .select(['user_id as userId', 'user.name as fromName', 'draft.name', 'updated_at as updatedAt'])
    .where('server_id', '=', serverId)
    .where('offered_to', '=', toUserId)
    .orderBy('updated_at')
    .execute()
}

export interface TakeOffer {
  readonly serverId: string
  readonly fromUserId: string
  readonly toUserId: string
  /** The version of the offered draft that was looked at. */
  readonly fromVersion: number
  /** The version of the taker's own draft that it was tried with; 0: there was none. */
  readonly toVersion: number
  /** What the taker's draft becomes. */
  readonly base: DraftBase
  readonly edits: readonly unknown[]
}

/**
 * Makes an offered draft the taker's, all of it at once: no moment in which both have it, or nobody. Errors: NOT_FOUND (not
 * offered any more), DRAFT_CHANGED (either of the two is another one meanwhile), SECRET_UNREADABLE.
 */
export function takeOffer(records: Records, take: TakeOffer): Promise<Result<null>> {
  const { serverId, fromUserId, toUserId } = take
  return records.db.transaction().execute(async (db) => {
    const inside = { ...records, db }
    const offered = await db
      .selectFrom('draft')
      .select(['version', 'name'])
      .where('server_id', '=', serverId)
      .where('user_id', '=', fromUserId)
      .where('offered_to', '=', toUserId)
      .executeTakeFirst()
    if (!offered) return err('NOT_FOUND')
    if (offered.version !== take.fromVersion) return err('DRAFT_CHANGED')
    const { base, edits, toVersion: expectedVersion } = take
    const written = await writeDraft(inside, { serverId, userId: toUserId, base, edits, expectedVersion })
    if (!written.ok) return written
    if (written.value.name === null && offered.name !== null)
      await markDraft(inside, { serverId, userId: toUserId }, { name: offered.name })
    await deleteDraft(inside, serverId, fromUserId)
    return ok(null)
  })
}
