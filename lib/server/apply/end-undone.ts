import { type EndState, finishRevision } from '@/lib/db/revisions'
import { returnTakenEdits } from '@/lib/db/taken-edits'
import { type Fault, ok, type Result } from '@/lib/errors'
import type { Container } from '../container'

/**
 * Ends a Revision of which nothing is on the server, and gives the edits that it took back to their draft first: a process
 * that dies in between does it again, and they are returned once only. A draft that cannot be read must not keep the
 * server locked: the Revision keeps the edits then. Error: NOT_FOUND.
 */
export async function endUndone(
  { records, log }: Pick<Container, 'records' | 'log'>,
  revisionId: string,
  state: Extract<EndState, 'failed' | 'put-back'>,
  trouble: Fault | null = null,
): Promise<Result<null>> {
  const returned = await returnTakenEdits(records, revisionId)
  if (!returned.ok) log.error({ revision: revisionId }, 'the edits of a change that is gone are kept with it')
  const ended = await finishRevision(records, revisionId, state, trouble)
  return ended.ok ? ok(null) : ended
}
