import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { type FileBytes, putAllBack } from '@/lib/changes/apply'
import { whatIsThere } from '@/lib/changes/what-is-there'
import { awaitConfirmation, claimDoubtToPutBack, countDoubtAnew } from '@/lib/db/confirmations'
import { readRevision } from '@/lib/db/read-revision'
import type { Records } from '@/lib/db/records'
import { finishRevision, type Revision } from '@/lib/db/revisions'
import { readServer } from '@/lib/db/servers'
import { takeAppliedEdits } from '@/lib/db/taken-edits'
import { err, fault, ok, type Result } from '@/lib/errors'
import type { MailRootStore } from '@/lib/mailroot/store'
import type { Container } from '../container'
import { openDraft } from '../draft/open-draft'
import { CONSOLE } from '../expiry/remove-ended-rows'
import { countApplied } from './count-applied'
import { endUndone } from './end-undone'
import { fileBytesOf, turnedBack } from './file-bytes-of'
import { followIfShutOut } from './follow-if-shut-out'
import { followWayIn, keepWayIn } from './follow-way-in'
import { journalOf } from './journal-of'
import { onlyOnce } from './only-once'
import { reachAnew } from './reach-anew'
import { sleep } from './sleep'
import { openTrial } from './trial/open-trial'

/** XMail waits 90 s for a line of data that does not come (semantics.md 0.2), for server.tab until sessions end (0.3). */
const QUIET_MS = 100_000
const SERVER_TAB_QUIET_MS = 900_000

type World = Pick<Container, 'records' | 'stores' | 'log'>

/**
 * Looks at what the server holds of a Revision in doubt, and settles it: where all files are as planned it goes on as any
 * change does that was applied, and waits to be kept; where all are as before it has failed; pieces of it are put back.
 * Else it stays in doubt. Errors: NOT_FOUND, IN_DOUBT {path, because}, those of reading.
 */
export function settleDoubt(world: World, serverId: string, revisionId: string): Promise<Result<null>> {
  return onlyOnce(settling, revisionId, () => settle(world, serverId, revisionId))
}

const settling = new Map<string, Promise<Result<null>>>()

async function settle(world: World, serverId: string, revisionId: string): Promise<Result<null>> {
  const revision = await readRevision(world.records, revisionId)
  if (!revision.ok) return revision
  if (revision.value.serverId !== serverId || revision.value.state !== 'in-doubt') return err('NOT_FOUND')
  const files = fileBytesOf(revision.value)
  const pinsNew = asksToPin(revision.value)
  await followIfShutOut(world, serverId, files, pinsNew)
  // A doubt may come of a put-back, too, and then the old way in is the one that works.
  await followIfShutOut(world, serverId, turnedBack(files))
  const store = await world.stores.storeFor(serverId)
  if (!store.ok) return store
  const there = await whatIsThere({ store: store.value }, files)
  if (!there.ok) return there
  if (there.value.every((held) => held === 'after')) {
    if (pinsNew) await pinNew(world, serverId, files)
    return goOn(world, revision.value, files, store.value)
  }
  // An upload that fell silent is committed by XMail after 90 s, a waiting one even later: too early to call it over.
  const waiting = files.find((_, i) => there.value[i] === 'before')
  if (waiting && (await isTooEarly(world, revision.value, files)))
    return err('IN_DOUBT', { path: waiting.path, because: 'TIMED_OUT' })
  if (!there.value.every((held) => held === 'before'))
    return putBackPieces(world, { revisionId, files, store: store.value })
  return endUndone(world, revisionId, 'failed')
}

async function isTooEarly(
  { records }: World,
  { id, endedAt }: Revision,
  files: readonly FileBytes[],
): Promise<boolean> {
  const quietMs = records.now() - (endedAt ?? 0)
  if (quietMs < 0) await countDoubtAnew(records, id)
  return quietMs < (files.some((file) => file.path === 'server.tab') ? SERVER_TAB_QUIET_MS : QUIET_MS)
}

/**
 * What is there as planned, and nobody has seen, goes on as any change does: the running server is tried, by what the
 * journal says had passed before, and it waits to be kept.
 */
async function goOn(
  world: World,
  revision: Revision,
  files: readonly FileBytes[],
  store: MailRootStore,
): Promise<Result<null>> {
  const { records } = world
  await takeFromDraft(records, revision, files)
  const server = await readServer(records, revision.serverId)
  const seconds = server?.confirmSeconds ?? 0
  const isPersons = revision.actor.id !== CONSOLE.id
  const order = { serverId: revision.serverId, revisionId: revision.id, store, files }
  const trouble = isPersons && server?.probes ? await openTrial(world, order).after() : null
  if (trouble) {
    const claimed = await claimDoubtToPutBack(records, revision.id, trouble)
    return claimed.ok ? ok(null) : claimed
  }
  const gone =
    isPersons && seconds > 0
      ? await awaitConfirmation(records, revision.id, seconds)
      : await finishRevision(records, revision.id, 'applied')
  return gone.ok ? ok(null) : gone
}

/** What was asked for when it was applied: the console trusts the new certificate alone, though the old way in may work. */
async function pinNew(world: World, serverId: string, files: readonly FileBytes[]): Promise<void> {
  const followed = await followWayIn(world, serverId, files, true)
  if (followed && (await reachAnew(world, serverId, followed)) === null)
    await keepWayIn(world, serverId, followed)
}

/** Whether the person has ticked that the new certificate is to be pinned; a summary of an earlier console does not say. */
function asksToPin({ summary }: Revision): boolean {
  return z.object({ pinsNew: z.literal(true) }).safeParse(summary).success
}

interface Pieces {
  readonly revisionId: string
  readonly files: readonly FileBytes[]
  readonly store: MailRootStore
}

/**
 * A part of the change is there: XMail has committed what had arrived of a broken upload. What can be seen is over, so
 * the old bytes may be put back; somebody else's are left alone, and it stays in doubt.
 */
async function putBackPieces(world: World, { revisionId, files, store }: Pieces): Promise<Result<null>> {
  const journal = journalOf(world, revisionId)
  const outcome = await putAllBack({ files, store, journal, sleep }, fault('CONNECTION_LOST'))
  if (outcome.state !== 'put-back') {
    return err('IN_DOUBT', {
      path: files[0]?.path ?? '',
      because: outcome.state === 'in-doubt' ? outcome.fault.code : 'VERIFY_FAILED',
    })
  }
  return endUndone(world, revisionId, 'put-back', outcome.fault)
}

/** What turns out to be applied waits in the draft no longer; a draft that cannot be read keeps what it has. */
async function takeFromDraft(
  records: Records,
  { id, serverId, actor }: Revision,
  files: readonly FileBytes[],
): Promise<void> {
  const draft = await openDraft(records, serverId, actor.id)
  if (!draft.ok) return
  const applied = draft.value.edits.slice(0, countApplied(files, draft.value.edits))
  if (applied.length === 0) return
  await takeAppliedEdits(records, { serverId, userId: actor.id, revisionId: id }, applied.length, (edits) =>
    isDeepStrictEqual(edits.slice(0, applied.length), applied),
  )
}
