import { putAllBack, whatIsThere } from '@/lib/changes/apply'
import type { RevisionFile } from '@/lib/db/revision-files'
import { findApplying, finishRevision } from '@/lib/db/revisions'
import { err, fault, ok, type Result } from '@/lib/errors'
import { journalOf } from '../apply/journal-of'
import { sleep } from '../apply/sleep'
import type { Container } from '../container'
import { openStartFile } from './open-start-file'

type World = Pick<Container, 'records' | 'stores'>

/** Whether a file of a Revision is a start file: MAIL_ROOT's own have no slash in front. */
export function isStartFile({ path }: Pick<RevisionFile, 'path'>): boolean {
  return path.startsWith('/')
}

/**
 * Looks at what a start file holds whose change is in doubt. A rename has happened or has not, so that one look is
 * enough; somebody else's text is left alone. Errors: IN_DOUBT {path, because}, APPLY_IN_PROGRESS, those of opening and reading.
 */
export async function settleStartFile(
  world: World,
  serverId: string,
  revisionId: string,
  file: RevisionFile,
): Promise<Result<null>> {
  const opened = await openStartFile(world, serverId, file.path)
  if (!opened.ok) return opened
  const { name, store } = opened.value
  try {
    if (!file.after) return err('NOT_FOUND')
    const files = [{ path: name, before: file.before, after: file.after }]
    const there = await whatIsThere({ store }, files)
    if (!there.ok) return there
    const [held] = there.value
    if (held === 'foreign') return err('IN_DOUBT', { path: file.path, because: 'DRIFTED' })
    if (held === 'after' || held === 'before') {
      const settled = await finishRevision(world.records, revisionId, held === 'after' ? 'applied' : 'failed')
      return settled.ok ? ok(null) : settled
    }
    if (await findApplying(world.records, serverId)) return err('APPLY_IN_PROGRESS')
    const journal = journalOf(world, revisionId, file.path)
    const outcome = await putAllBack({ files, store, journal, sleep }, fault('CONNECTION_LOST'))
    if (outcome.state !== 'put-back') return err('IN_DOUBT', { path: file.path, because: 'VERIFY_FAILED' })
    const settled = await finishRevision(world.records, revisionId, 'put-back', outcome.fault)
    return settled.ok ? ok(null) : settled
  } finally {
    await store.close()
  }
}
