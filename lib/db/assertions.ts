import { err, ok, type Result } from '@/lib/errors'
import {
  type Assertion,
  assertionSchema,
  keyOfAssertion,
  MAX_ASSERTIONS,
  type NotedAssertion,
} from '@/lib/xmail/assertions'
import { newId } from './new-id'
import type { Records } from './records'

/** A sentence that must stay true of a server, and who wrote it last. */
export interface KeptAssertion extends NotedAssertion {
  readonly id: string
  readonly actorName: string
  /** Milliseconds since the epoch. */
  readonly updatedAt: number
}

interface Author {
  readonly serverId: string
  readonly actorName: string
}

/** Those of a server, the oldest first. What an earlier or later version of this console cannot read is left out. */
export async function listAssertions(
  { db }: Pick<Records, 'db'>,
  serverId: string,
): Promise<KeptAssertion[]> {
  const rows = await db
    .selectFrom('assertion')
    .selectAll()
    .where('server_id', '=', serverId)
    .orderBy('id')
    .execute()
  return rows.flatMap(({ id, assertion, note, actor_name, updated_at }) => {
    const read = assertionSchema.safeParse(JSON.parse(assertion))
    if (!read.success) return []
    return [{ id, assertion: read.data, note, actorName: actor_name, updatedAt: updated_at }]
  })
}

/** Adds those that there are not yet, and says how many. Error: ASSERTIONS_TOO_MANY {limit} beyond MAX_ASSERTIONS. */
export async function addAssertions(
  records: Records,
  { serverId, actorName }: Author,
  added: readonly NotedAssertion[],
): Promise<Result<{ added: number }>> {
  return records.db.transaction().execute(async (db) => {
    const there = await listAssertions({ db }, serverId)
    const keys = new Set(there.map(({ assertion }) => keyOfAssertion(assertion)))
    const fresh = added.filter(({ assertion }) => {
      const key = keyOfAssertion(assertion)
      const isNew = !keys.has(key)
      keys.add(key)
      return isNew
    })
    if (there.length + fresh.length > MAX_ASSERTIONS)
      return err('ASSERTIONS_TOO_MANY', { limit: MAX_ASSERTIONS })
    const at = records.now()
    for (const { assertion, note } of fresh) {
      const id = newId(at)
      const row = { id, server_id: serverId, note, actor_name: actorName, updated_at: at }
      await db
        .insertInto('assertion')
        .values({ ...row, assertion: JSON.stringify(assertion) })
        .execute()
    }
    return ok({ added: fresh.length })
  })
}

/** Puts another sentence in the place of one. Errors: NOT_FOUND, ASSERTION_EXISTS where the server has it already. */
export async function updateAssertion(
  records: Records,
  { serverId, actorName }: Author,
  id: string,
  { assertion, note }: NotedAssertion,
): Promise<Result<null>> {
  const others = (await listAssertions(records, serverId)).filter((each) => each.id !== id)
  if (others.some((each) => isSame(each.assertion, assertion))) return err('ASSERTION_EXISTS')
  const { numUpdatedRows } = await records.db
    .updateTable('assertion')
    .set({ assertion: JSON.stringify(assertion), note, actor_name: actorName, updated_at: records.now() })
    .where('server_id', '=', serverId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n ? ok(null) : err('NOT_FOUND')
}

/** Error: NOT_FOUND. */
export async function deleteAssertion(
  { db }: Pick<Records, 'db'>,
  serverId: string,
  id: string,
): Promise<Result<null>> {
  const { numDeletedRows } = await db
    .deleteFrom('assertion')
    .where('server_id', '=', serverId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return numDeletedRows > 0n ? ok(null) : err('NOT_FOUND')
}

function isSame(a: Assertion, b: Assertion): boolean {
  return keyOfAssertion(a) === keyOfAssertion(b)
}
