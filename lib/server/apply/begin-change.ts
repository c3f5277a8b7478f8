import type { ApplyOutcome, FileBytes } from '@/lib/changes/apply'
import { orderFiles } from '@/lib/changes/order-files'
import type { Plan } from '@/lib/changes/plan'
import { createRevision, type NewRevision } from '@/lib/db/revisions'
import { ok, type Result } from '@/lib/errors'
import { digestOf } from '@/lib/mailroot/digest'
import type { MailRootStore } from '@/lib/mailroot/store'
import type { Container } from '../container'
import { followWayIn, keepWayIn } from './follow-way-in'
import { journalOf } from './journal-of'
import { reachAnew } from './reach-anew'
import { runToEnd } from './run-to-end'
import { openTrial } from './trial/open-trial'

/** A plan with all that its Revision says of it. */
export interface Change extends Omit<NewRevision, 'files'> {
  readonly plan: Plan
  readonly store: MailRootStore
  /** Pins the new certificate, whomever this console’s connection has trusted: see `followWayIn`. */
  readonly pinsNew?: boolean
  /** Done before the Revision is recorded as applied, and only then. */
  readonly whenApplied?: (revisionId: string) => Promise<void>
  /** How long it waits to be kept before it is put back; left out where nobody is there to keep it. */
  readonly confirmSeconds?: number
  /** Whether the running server is tried before and after; left out: it is not. */
  readonly probes?: boolean
}

export interface BegunChange {
  readonly revisionId: string
  /** How it ended. Never rejects. */
  readonly ended: Promise<ApplyOutcome>
}

type World = Pick<Container, 'records' | 'stores' | 'log'>

/**
 * Opens the Revision of a change, with both sides of every file, and begins to apply it: the work itself runs in this
 * process, not in a request, so a closed browser stops nothing. Errors: APPLY_IN_PROGRESS, DOUBT_FIRST.
 */
export async function beginChange(world: World, change: Change): Promise<Result<BegunChange>> {
  const files = orderFiles(change.plan.files).map(({ path, before, after }) => ({ path, before, after }))
  const followed = await followWayIn(world, change.serverId, files, change.pinsNew)
  const revision = await createRevision(world.records, {
    ...change,
    files: files.map((file) => ({
      ...file,
      beforeDigest: file.before && digestOf(file.before),
      afterDigest: file.after && digestOf(file.after),
    })),
  })
  if (!revision.ok) return revision
  const { serverId, store, whenApplied } = change
  const revisionId = revision.value.id
  const ended = runToEnd(world, {
    serverId,
    revisionId,
    files,
    store,
    journal: journalOf(world, revisionId),
    trial: change.probes ? openTrial(world, { serverId, revisionId, store, files }) : undefined,
    reachAgain: mayShutOut(store, files) ? () => reachAnew(world, serverId, followed) : undefined,
    whenApplied: async () => {
      if (followed) await keepWayIn(world, serverId, followed)
      await whenApplied?.(revisionId)
    },
    confirmSeconds: change.confirmSeconds ?? 0,
  })
  return ok({ revisionId, ended })
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
