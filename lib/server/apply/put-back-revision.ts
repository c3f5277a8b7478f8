import { putAllBack } from '@/lib/changes/apply'
import { readRevision } from '@/lib/db/read-revision'
import { finishRevision } from '@/lib/db/revisions'
import { err, fault, ok, type Result } from '@/lib/errors'
import type { Container } from '../container'
import { endUndone } from './end-undone'
import { fileBytesOf, turnedBack } from './file-bytes-of'
import { followIfShutOut } from './follow-if-shut-out'
import { followWayIn, keepWayIn } from './follow-way-in'
import { journalOf } from './journal-of'
import { sleep } from './sleep'

type World = Pick<Container, 'records' | 'stores' | 'log'>

/**
 * Puts the old bytes of a Revision back that is in state 'putting-back', over the same store, checks and journal as an
 * apply, and returns its edits to the draft that they came from. Files that somebody else has changed meanwhile are not
 * ours to overwrite: it ends in doubt then. Errors, after which it is to be tried again: those of reaching the server.
 */
export async function putBackRevision(world: World, revisionId: string): Promise<Result<null>> {
  const { records } = world
  const revision = await readRevision(records, revisionId)
  if (!revision.ok) return revision
  const { serverId, fault: why } = revision.value
  const files = fileBytesOf(revision.value)
  // With the old files comes the old way in: the password that this console had, the certificate that it had pinned.
  const backwards = turnedBack(files)
  // The last try may have put them back, and lost its connection before the console knew.
  await followIfShutOut(world, serverId, backwards)
  const wayBack = await followWayIn(world, serverId, backwards)
  const store = await world.stores.storeFor(serverId)
  if (!store.ok) return store
  const journal = journalOf(world, revisionId)
  const trouble = why ?? fault('NOT_CONFIRMED')
  const outcome = await putAllBack({ files, store: store.value, journal, sleep }, trouble)
  if (outcome.state === 'put-back' || outcome.state === 'not-applied') {
    if (wayBack) await keepWayIn(world, serverId, wayBack)
    return endUndone(world, revisionId, 'put-back', trouble)
  }
  const problem = outcome.state === 'in-doubt' ? outcome.fault : trouble
  if (problem.code !== 'DRIFTED') return err('PUT_BACK_FAILED', { because: problem.code })
  const ended = await finishRevision(records, revisionId, 'in-doubt', problem)
  return ended.ok ? ok(null) : ended
}
