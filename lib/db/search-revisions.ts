import { sql } from 'kysely'
import type { Records } from './records'
import { type Revision, readRevisionRow } from './revisions'
import type { RevisionOrigin, RevisionState } from './schema'

export interface RevisionSearch {
  /** Only revisions older than this id: the last one of the page before. */
  readonly before?: string | undefined
  readonly limit?: number
  /** Only those by this name. */
  readonly actorName?: string | undefined
  /** Only those that changed this file. */
  readonly path?: string | undefined
  readonly origin?: RevisionOrigin | undefined
  readonly state?: RevisionState | undefined
  /** Only those whose reason has this in it, in either case (of ASCII letters). */
  readonly reason?: string | undefined
}

/** The Revisions of a server that a search leaves, newest first, without files and steps. */
export async function searchRevisions(
  { db }: Records,
  serverId: string,
  search: RevisionSearch = {},
): Promise<Revision[]> {
  const { before, actorName, path, origin, state, reason } = search
  let query = db
    .selectFrom('revision')
    .selectAll()
    .where('server_id', '=', serverId)
    .orderBy('id', 'desc')
    .limit(search.limit ?? 50)
  if (before !== undefined) query = query.where('id', '<', before)
  if (actorName !== undefined) query = query.where('actor_name', '=', actorName)
  if (origin !== undefined) query = query.where('origin', '=', origin)
  if (state !== undefined) query = query.where('state', '=', state)
  if (path !== undefined) {
    const ofFile = db.selectFrom('revision_file').select('revision_id').where('path', '=', path)
    query = query.where('id', 'in', ofFile)
  }
  if (reason !== undefined) {
    const like = `%${reason.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
    query = query.where(sql<boolean>`lower(reason) like ${like} escape '\\'`)
  }
  return (await query.execute()).map(readRevisionRow)
}

/** What the history of a server can be narrowed to: names of people, and of files. */
export async function listHistoryNames(
  { db }: Records,
  serverId: string,
): Promise<{ people: string[]; files: string[] }> {
  const people = await db
    .selectFrom('revision')
    .select('actor_name')
    .distinct()
    .where('server_id', '=', serverId)
    .where('origin', '=', 'person')
    .orderBy('actor_name')
    .execute()
  const files = await db
    .selectFrom('revision_file')
    .innerJoin('revision', 'revision.id', 'revision_file.revision_id')
    .select('revision_file.path')
    .distinct()
    .where('revision.server_id', '=', serverId)
    .orderBy('revision_file.path')
    .execute()
  return { people: people.map((row) => row.actor_name), files: files.map(({ path }) => path) }
}
