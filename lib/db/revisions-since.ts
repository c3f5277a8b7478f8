import type { Records } from './records'
import { type Revision, readRevisionRow } from './revisions'

/** More than this nobody reads to find out what changed; the history has them all. */
const MOST = 20

/**
 * The Revisions that led from one version of a file to what it is now, newest first. Empty where none of them found that
 * version: it is older than the history, or was never seen.
 */
export async function listRevisionsSince(
  records: Records,
  serverId: string,
  path: string,
  digest: string | null,
): Promise<Revision[]> {
  const rows = await records.db
    .selectFrom('revision')
    .innerJoin('revision_file', 'revision_file.revision_id', 'revision.id')
    .selectAll('revision')
    .select('revision_file.before_digest as before')
    .where('revision.server_id', '=', serverId)
    .where('revision.state', 'in', ['applied', 'unconfirmed', 'let-stand'])
    .where('revision_file.path', '=', path)
    .orderBy('revision.id', 'desc')
    .limit(MOST)
    .execute()
  const first = rows.findIndex(({ before }) => before === digest)
  return rows.slice(0, first + 1).map(readRevisionRow)
}
