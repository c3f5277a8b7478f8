import { isDeepStrictEqual } from 'node:util'
import { type FileBytes, putAllBack, whatIsThere } from '@/lib/changes/apply'
import { takeAppliedEdits } from '@/lib/db/drafts'
import { readRevision } from '@/lib/db/read-revision'
import type { Records } from '@/lib/db/records'
import { findApplying, finishRevision } from '@/lib/db/revisions'
import { err, fault, ok, type Result } from '@/lib/errors'
import type { MailRootStore } from '@/lib/mailroot/store'
import { parseChangedPath } from '@/lib/xmail/start-file-path'
import type { Container } from '../container'
import { openDraft } from '../draft/open-draft'
import { countApplied } from './count-applied'
import { followWayIn, keepWayIn } from './follow-way-in'
import { journalOf } from './journal-of'
import { reachAnew } from './reach-anew'
import { sleep } from './sleep'

/** XMail waits 90 s for a line of data that does not come (semantics.md 0.2), for server.tab until sessions end (0.3). */
const QUIET_MS = 100_000
const SERVER_TAB_QUIET_MS = 900_000

type World = Pick<Container, 'records' | 'stores' | 'now'>

/**
 * Looks at what the server holds of a Revision in doubt, and settles it where all files are as planned or all as
 * before; pieces of it are put back. Else it stays in doubt. Errors: APPLY_IN_PROGRESS, NOT_FOUND, IN_DOUBT {path, because}, those of reading.
 */
export async function settleDoubt(world: World, serverId: string, revisionId: string): Promise<Result<null>> {
  const revision = await readRevision(world.records, revisionId)
  if (!revision.ok) return revision
  if (revision.value.serverId !== serverId || revision.value.state !== 'in-doubt') return err('NOT_FOUND')
  const files = revision.value.files.flatMap(({ path: name, before, after }): FileBytes[] => {
    const path = parseChangedPath(name)
    return path.ok ? [{ path: path.value, before, after }] : []
  })
  await followIfShutOut(world, serverId, files)
  const store = await world.stores.storeFor(serverId)
  if (!store.ok) return store
  const there = await whatIsThere({ store: store.value }, files)
  if (!there.ok) return there
  const all = (held: string) => there.value.every((each) => each === held)
  const quietMs = world.now() - (revision.value.endedAt ?? 0)
  const longEnough = files.some((file) => file.path === 'server.tab') ? SERVER_TAB_QUIET_MS : QUIET_MS
  // An upload that fell silent is committed by XMail after 90 s, a waiting one even later: too early to call it over.
  if (all('before') && quietMs < longEnough)
    return err('IN_DOUBT', { path: files[0]?.path ?? '', because: 'TIMED_OUT' })
  if (!all('after') && !all('before'))
    return putBackPieces(world, { serverId, revisionId, files, store: store.value })
  if (all('after')) await takeFromDraft(world.records, { serverId, userId: revision.value.actor.id }, files)
  const settled = await finishRevision(world.records, revisionId, all('after') ? 'applied' : 'failed')
  return settled.ok ? ok(null) : settled
}

/**
 * Where the doubt is about this console's own password or pinned certificate, the stored way in may not work any more:
 * if the one that the change would lead to does, it is the right one, for only the new files let it in.
 */
async function followIfShutOut(world: World, serverId: string, files: readonly FileBytes[]): Promise<void> {
  const followed = await followWayIn(world, serverId, files)
  if (!followed || (await reachAnew(world, serverId)) === null) return
  if ((await reachAnew(world, serverId, followed)) === null) await keepWayIn(world, serverId, followed)
}

interface Pieces {
  readonly serverId: string
  readonly revisionId: string
  readonly files: readonly FileBytes[]
  readonly store: MailRootStore
}

/**
 * A part of the change is there: XMail has committed what had arrived of a broken upload. What can be seen is over, so
 * the old bytes may be put back; somebody else's are left alone, and it stays in doubt.
 */
async function putBackPieces(
  world: World,
  { serverId, revisionId, files, store }: Pieces,
): Promise<Result<null>> {
  if (await findApplying(world.records, serverId)) return err('APPLY_IN_PROGRESS')
  const journal = journalOf(world, revisionId)
  const outcome = await putAllBack({ files, store, journal, sleep }, fault('CONNECTION_LOST'))
  if (outcome.state !== 'put-back') {
    return err('IN_DOUBT', {
      path: files[0]?.path ?? '',
      because: outcome.state === 'in-doubt' ? outcome.fault.code : 'VERIFY_FAILED',
    })
  }
  const settled = await finishRevision(world.records, revisionId, 'put-back', outcome.fault)
  return settled.ok ? ok(null) : settled
}

/** What turns out to be applied waits in the draft no longer; a draft that cannot be read keeps what it has. */
async function takeFromDraft(
  records: Records,
  owner: { readonly serverId: string; readonly userId: string },
  files: readonly FileBytes[],
): Promise<void> {
  const draft = await openDraft(records, owner.serverId, owner.userId)
  if (!draft.ok) return
  const applied = draft.value.edits.slice(0, countApplied(files, draft.value.edits))
  if (applied.length === 0) return
  await takeAppliedEdits(records, owner, applied.length, (edits) =>
    isDeepStrictEqual(edits.slice(0, applied.length), applied),
  )
}
