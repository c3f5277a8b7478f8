import { type ApplyOutcome, applyChange, type FileBytes } from '@/lib/changes/apply'
import type { Plan } from '@/lib/changes/plan'
import { createRevision, finishRevision, type NewRevision } from '@/lib/db/revisions'
import { fault, ok, type Result } from '@/lib/errors'
import { digestOf } from '@/lib/mailroot/digest'
import type { MailRootStore } from '@/lib/mailroot/store'
import type { Container } from '../container'
import { followWayIn, keepWayIn, type WayIn } from './follow-way-in'
import { journalOf } from './journal-of'
import { reachAnew } from './reach-anew'
import { sleep } from './sleep'

/** A plan with all that its Revision says of it. */
export interface Change extends Omit<NewRevision, 'files'> {
  readonly plan: Plan
  readonly store: MailRootStore
  /** Done before the Revision is recorded as applied, and only then. */
  readonly whenApplied?: () => Promise<void>
}

export interface BegunChange {
  readonly revisionId: string
  /** How it ended. Never rejects. */
  readonly ended: Promise<ApplyOutcome>
}

type World = Pick<Container, 'records' | 'stores' | 'log'>

/**
 * Opens the Revision of a change, with both sides of every file, and begins to apply it: the work itself runs in this
 * process, not in a request, so a closed browser stops nothing. Error: APPLY_IN_PROGRESS.
 */
export async function beginChange(world: World, change: Change): Promise<Result<BegunChange>> {
  const files = change.plan.files.map(({ path, before, after }) => ({ path, before, after }))
  const followed = await followWayIn(world, change.serverId, files)
  const revision = await createRevision(world.records, {
    ...change,
    files: files.map((file) => ({
      ...file,
      beforeDigest: file.before && digestOf(file.before),
      afterDigest: digestOf(file.after),
    })),
  })
  if (!revision.ok) return revision
  const revisionId = revision.value.id
  return ok({ revisionId, ended: runToEnd(world, change, revisionId, files, followed) })
}

async function runToEnd(
  world: World,
  { serverId, store, whenApplied }: Change,
  revisionId: string,
  files: readonly FileBytes[],
  followed: WayIn | null,
): Promise<ApplyOutcome> {
  const { records, log } = world
  const reachAgain = mayShutOut(store, files) ? () => reachAnew(world, serverId, followed) : undefined
  const outcome = await applyChange({
    files,
    store,
    journal: journalOf(world, revisionId),
    sleep,
    reachAgain,
  }).catch((error): ApplyOutcome => {
    log.error({ err: error, revision: revisionId }, 'an apply ended with an error')
    return { state: 'in-doubt', fault: fault('INTERNAL') }
  })
  log.info({ revision: revisionId, server: serverId, state: outcome.state }, 'apply ended')
  try {
    if (outcome.state === 'applied') {
      if (followed) await keepWayIn(world, serverId, followed)
      await whenApplied?.()
      await finishRevision(records, revisionId, 'applied')
    } else {
      const state = outcome.state === 'not-applied' ? 'failed' : outcome.state
      await finishRevision(records, revisionId, state, outcome.fault)
    }
  } catch (error) {
    // The revision stays 'applying' and is swept to 'in-doubt' at the next start.
    log.error({ err: error, revision: revisionId }, 'the end of an apply could not be recorded')
  }
  return outcome
}

/** The files that decide whether this console gets in by CTRL (semantics.md 8.1, 8.2). */
const WAY_IN: ReadonlySet<string> = new Set([
  'ctrl.ipmap.tab',
  'ctrlaccounts.tab',
  'server.tab',
  'server.cert',
  'server.key',
])

function mayShutOut(store: MailRootStore, files: readonly FileBytes[]): boolean {
  return store.kind === 'ctrl' && files.some((file) => WAY_IN.has(file.path))
}
