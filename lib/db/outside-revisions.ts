import { newId } from './new-id'
import type { Records } from './records'
import { type RevisionFile, sealRevisionFile } from './revision-files'
import { OPEN_STATES, type Revision, readRevisionRow } from './revisions'
import { type SeenFile, writeSeenFiles } from './seen-files'

/** By whom a Revision is that was found on the server. No person has this id. */
export const OUTSIDE = { id: 'outside', name: 'outside' } as const

/** How far the history of a server had got at one moment, and the files that it was busy with. */
export interface HistoryMark {
  /** Id of its newest Revision; '' where there is none. */
  readonly newest: string
  /** Files of Revisions that are not over, or in doubt: whatever they hold, the console may have written it. */
  readonly busy: ReadonlySet<string>
}

export async function markHistory(records: Pick<Records, 'db'>, serverId: string): Promise<HistoryMark> {
  const newest = await findNewest(records, serverId)
  const rows = await records.db
    .selectFrom('revision')
    .innerJoin('revision_file', 'revision_file.revision_id', 'revision.id')
    .select('revision_file.path')
    .where('revision.server_id', '=', serverId)
    .where('revision.state', 'in', [...OPEN_STATES, 'in-doubt'])
    .execute()
  return { newest, busy: new Set(rows.map(({ path }) => path)) }
}

export interface Sight {
  readonly serverId: string
  /** Taken before the files were read. */
  readonly mark: HistoryMark
  /** What was read, where it is new to the console. */
  readonly seen: readonly SeenFile[]
  /** Of these, what nobody has changed by this console, with what was there before. */
  readonly changed: readonly RevisionFile[]
  /** JSON, free of secrets. */
  readonly summary: unknown
}

/**
 * Keeps what was read of a server, and makes a Revision of what has changed outside, if anything has. `overtaken`: a
 * Revision began or was found since the mark, so that nobody can say any more whose bytes were read; nothing is kept
 * then, and the caller looks again.
 */
export function recordSight(records: Records, sight: Sight): Promise<Revision | 'nothing' | 'overtaken'> {
  return records.db.transaction().execute(async (db) => {
    const inside = { ...records, db }
    const { serverId, mark, seen, changed } = sight
    if ((await findNewest(inside, serverId)) !== mark.newest) return 'overtaken'
    const revision = changed.length > 0 ? await insertOutside(inside, sight) : null
    await writeSeenFiles(inside, serverId, seen, revision?.id ?? mark.newest)
    return revision ?? 'nothing'
  })
}

async function insertOutside(records: Records, { serverId, changed, summary }: Sight): Promise<Revision> {
  const at = records.now()
  const row = {
    ...{ id: newId(at), server_id: serverId, actor_id: OUTSIDE.id, actor_name: OUTSIDE.name, reason: '' },
    ...{ started_at: at, ended_at: at, state: 'applied' as const, summary: JSON.stringify(summary) },
    ...{ fault: null, confirm_by: null, kept_by: null, taken_edits: null, origin: 'outside' as const },
  }
  await records.db.insertInto('revision').values(row).execute()
  for (const file of changed) {
    await records.db
      .insertInto('revision_file')
      .values(sealRevisionFile(records.sealer, row.id, file))
      .execute()
  }
  return readRevisionRow(row)
}

async function findNewest({ db }: Pick<Records, 'db'>, serverId: string): Promise<string> {
  const row = await db
    .selectFrom('revision')
    .select('id')
    .where('server_id', '=', serverId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.id ?? ''
}
