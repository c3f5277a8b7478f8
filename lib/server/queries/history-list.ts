import 'server-only'
import { z } from 'zod'
import { listHistoryNames, searchRevisions } from '@/lib/db/search-revisions'
import { getContainer } from '../container'
import { requirePermission } from '../require-permission'
import { keptMeaning, showRevision } from './history'

/** As many as a page has. */
const PAGE = 50

const word = z.string().trim().min(1).max(300).optional().catch(undefined)
/** What the address asks for; what makes no sense in it is not asked. */
const querySchema = z.object({
  person: word,
  file: word,
  kind: z.enum(['person', 'console', 'outside', 'put-back']).optional().catch(undefined),
  text: word,
  before: word,
})

/** One page of a server's changes, newest first, narrowed as its address says. */
export async function listHistory(serverId: string, address: Record<string, string | string[] | undefined>) {
  await requirePermission('history.read', serverId)
  const { records } = await getContainer()
  const query = querySchema.parse(address)
  const { kind } = query
  const found = await searchRevisions(records, serverId, {
    limit: PAGE + 1,
    before: query.before,
    actorName: query.person,
    path: query.file,
    reason: query.text,
    ...(kind === 'put-back' ? { state: kind } : { origin: kind }),
  })
  const revisions = found.slice(0, PAGE)
  return {
    query,
    revisions: revisions.map((revision) => ({ ...showRevision(revision), meaning: keptMeaning(revision) })),
    /** Where the next page begins; null: this is the last. */
    older: found.length > PAGE ? (revisions.at(-1)?.id ?? null) : null,
    ...(await listHistoryNames(records, serverId)),
  }
}
