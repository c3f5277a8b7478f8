import { type FileBytes, whatIsThere } from '@/lib/changes/apply'
import { readRevision } from '@/lib/db/read-revision'
import { finishRevision } from '@/lib/db/revisions'
import { err, ok, type Result } from '@/lib/errors'
import { parseMailRootPath } from '@/lib/xmail/path'
import type { Container } from '../container'

/**
 * Looks at what the server holds of a Revision in doubt, and settles it where all files are as planned or all as
 * before. Else it stays in doubt. Errors: NOT_FOUND, IN_DOUBT {path, because}, those of reading.
 */
export async function settleDoubt(
  world: Pick<Container, 'records' | 'stores'>,
  serverId: string,
  revisionId: string,
): Promise<Result<null>> {
  const revision = await readRevision(world.records, revisionId)
  if (!revision.ok) return revision
  if (revision.value.serverId !== serverId || revision.value.state !== 'in-doubt') return err('NOT_FOUND')
  const files = revision.value.files.flatMap((file): FileBytes[] => {
    const path = parseMailRootPath(file.path)
    return path.ok && file.after ? [{ path: path.value, before: file.before, after: file.after }] : []
  })
  const store = await world.stores.storeFor(serverId)
  if (!store.ok) return store
  const there = await whatIsThere({ store: store.value }, files)
  if (!there.ok) return there
  const all = (held: string) => there.value.every((each) => each === held)
  if (!all('after') && !all('before')) {
    const path = files[there.value.findIndex((held) => held !== 'after')]?.path ?? ''
    return err('IN_DOUBT', { path, because: 'VERIFY_FAILED' })
  }
  const settled = all('after')
    ? await finishRevision(world.records, revisionId, 'applied')
    : await finishRevision(world.records, revisionId, 'failed')
  return settled.ok ? ok(null) : settled
}
