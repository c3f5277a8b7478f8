import { planReturn, planUndo, type UndoPlan } from '@/lib/changes/undo/plan-undo'
import { changedBetween, findAt } from '@/lib/changes/undo/point-in-time'
import { listFileVersions, readFileVersion } from '@/lib/db/file-versions'
import { readRevision } from '@/lib/db/read-revision'
import { findRevision, type Revision } from '@/lib/db/revisions'
import { err, ok, type Result } from '@/lib/errors'
import { digestOf } from '@/lib/mailroot/digest'
import { catalogEntry } from '@/lib/xmail/catalog'
import type { MailRootPath } from '@/lib/xmail/path'
import { parseChangedPath } from '@/lib/xmail/start-file-path'
import type { UndoAbout } from '@/lib/xmail/tables'
import type { Container } from '../container'

export type UndoGoal = UndoAbout['goal']

/** One file that is to be another again. */
export interface UndoTarget {
  readonly path: MailRootPath
  /** Whether somebody outside of this console has changed it since. */
  readonly changedOutside: (now: Uint8Array | null) => boolean
  /** What is done to it, from its bytes as they are now; null: there is no such file now. */
  readonly plan: (now: Uint8Array | null) => UndoPlan
}

export interface UndoTargets {
  readonly about: UndoAbout
  readonly targets: readonly UndoTarget[]
}

type World = Pick<Container, 'records'>

/**
 * What there is to do to take a change back (`undo`), or to go back to how it was after it (`restore`). Errors: NOT_FOUND,
 * CHANGE_NOT_APPLIED, SECRET_UNREADABLE, TABLE_UNKNOWN {path} (a file that is not known any more).
 */
export async function findTargets(
  { records }: World,
  serverId: string,
  revisionId: string,
  goal: UndoGoal,
): Promise<Result<UndoTargets>> {
  const revision = await findRevision(records, revisionId)
  if (!revision || revision.serverId !== serverId) return err('NOT_FOUND')
  if (revision.state !== 'applied') return err('CHANGE_NOT_APPLIED')
  const targets = await (goal === 'undo'
    ? targetsOfUndo(records, revision)
    : targetsOfPoint(records, revision))
  if (!targets.ok) return targets
  return ok({ about: aboutOf(revision, goal), targets: inOrder(targets.value) })
}

function aboutOf({ id, startedAt, actor, origin }: Revision, goal: UndoGoal): UndoAbout {
  return { goal, revisionId: id, startedAt, actorName: actor.name, origin }
}

async function targetsOfUndo(records: World['records'], { id }: Revision): Promise<Result<UndoTarget[]>> {
  const found = await readRevision(records, id)
  if (!found.ok) return found
  const targets: UndoTarget[] = []
  for (const { path: name, before, after } of found.value.files) {
    const path = knownPath(name)
    if (!path.ok) return path
    // Of PEM only whole blocks mean something: half of an old key and half of a new one are none.
    const whole = catalogEntry(path.value)?.kind === 'pem'
    targets.push({
      path: path.value,
      changedOutside: () => false,
      plan: (now) => planUndo({ before, after, now }, whole),
    })
  }
  return ok(targets)
}

async function targetsOfPoint(
  records: World['records'],
  { id, serverId }: Revision,
): Promise<Result<UndoTarget[]>> {
  const versions = await listFileVersions(records, serverId)
  const targets: UndoTarget[] = []
  for (const name of changedBetween(versions, id)) {
    const path = knownPath(name)
    if (!path.ok) return path
    const kept = findAt(versions, name, id)
    const wanted = kept ? await readFileVersion(records, kept.version, kept.side) : ok(null)
    if (!wanted.ok) return wanted
    const since = versions.filter((version) => version.path === name && version.revisionId > id)
    targets.push({
      path: path.value,
      changedOutside: (now) =>
        since.some(({ origin }) => origin === 'outside') ||
        (now && digestOf(now)) !== (since.at(-1)?.afterDigest ?? null),
      plan: (now) => ({ conflicts: [], resolve: () => planReturn(now, wanted.value) }),
    })
  }
  return ok(targets)
}

function knownPath(name: string): Result<MailRootPath> {
  const path = parseChangedPath(name)
  return path.ok && catalogEntry(path.value) ? path : err('TABLE_UNKNOWN', { path: name })
}

/** The key before its certificate, as when the two are installed (`stagePair`). */
function inOrder(targets: readonly UndoTarget[]): UndoTarget[] {
  return targets.toSorted((a, b) => Number(b.path === 'server.key') - Number(a.path === 'server.key'))
}
