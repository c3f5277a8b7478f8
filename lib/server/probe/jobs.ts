import { err, type Fault, fault, ok, type Result } from '@/lib/errors'
import type { FingerState } from '@/lib/probe'
import type { FingerUsers } from './read-finger-users'
import type { RelayTest } from './test-relay'

/** What each kind of work has found so far; a page shows it while it grows. */
export interface JobResults {
  readonly 'open-relay': RelayTest
  readonly finger: { readonly query: string; readonly state: FingerState | null }
  readonly 'finger-users': FingerUsers
}

export type JobKind = keyof JobResults

export interface Job<Kind extends JobKind> {
  readonly kind: Kind
  readonly startedBy: string
  /** Milliseconds since the epoch. */
  readonly startedAt: number
  readonly endedAt: number | null
  readonly state: 'running' | 'done' | 'cancelled' | 'failed'
  readonly fault: Fault | null
  readonly result: JobResults[Kind]
}

export interface JobOrder<Kind extends JobKind> {
  readonly serverId: string
  readonly kind: Kind
  readonly startedBy: string
  readonly initial: JobResults[Kind]
  /** Reports what it has found as it goes. Its fault, if it could not be done. */
  readonly run: (work: JobWork<Kind>) => Promise<Fault | null>
}

export interface JobWork<Kind extends JobKind> {
  readonly signal: AbortSignal
  report(result: JobResults[Kind]): void
}

export interface Jobs {
  /** Begins work that goes on without its request; `ended` never rejects. Error: PROBE_RUNNING. */
  start<Kind extends JobKind>(order: JobOrder<Kind>): Result<{ readonly ended: Promise<void> }>
  /** The last one of this kind, running or over; null: there was none since the console was started. */
  find<Kind extends JobKind>(serverId: string, kind: Kind): Job<Kind> | null
  /** False: there is nothing to cancel. */
  cancel(serverId: string, kind: JobKind): boolean
}

/** However slow a server is: nothing of this takes longer, and then it has hung. */
const LIMIT_MS = 30 * 60_000
/** So many results are kept, one a server and kind. */
const MAX_KEPT = 200

interface Kept {
  job: Job<JobKind>
  readonly controller: AbortController
}

interface JobsDeps {
  readonly now: () => number
  readonly onBug: (error: unknown) => void
}

/** Work on servers that outlives its request. In memory: one process serves this console, and a restart ends it all. */
export function createJobs({ now, onBug }: JobsDeps): Jobs {
  const kept = new Map<string, Kept>()
  const keyOf = (serverId: string, kind: JobKind) => `${serverId} ${kind}`

  return {
    find: (serverId, kind) => (kept.get(keyOf(serverId, kind))?.job ?? null) as never,
    cancel(serverId, kind) {
      const found = kept.get(keyOf(serverId, kind))
      if (found?.job.state !== 'running') return false
      found.controller.abort()
      return true
    },
    start(order) {
      const key = keyOf(order.serverId, order.kind)
      if (kept.get(key)?.job.state === 'running') return err('PROBE_RUNNING')
      const { kind, startedBy, initial } = order
      const begun = { kind, startedBy, startedAt: now(), endedAt: null, fault: null, result: initial }
      const mine: Kept = { job: { ...begun, state: 'running' }, controller: new AbortController() }
      // Put anew, so that the map's order is the order of age.
      kept.delete(key)
      kept.set(key, mine)
      forgetOldest(kept)
      return ok({ ended: run(mine, order as unknown as JobOrder<JobKind>) })
    },
  }

  async function run(mine: Kept, { run: work }: JobOrder<JobKind>): Promise<void> {
    const { controller } = mine
    const signal = AbortSignal.any([controller.signal, AbortSignal.timeout(LIMIT_MS)])
    const report = (result: JobResults[JobKind]) => {
      mine.job = { ...mine.job, result }
    }
    const trouble = await work({ signal, report }).catch((error): Fault => {
      onBug(error)
      return fault('INTERNAL')
    })
    const state = controller.signal.aborted ? 'cancelled' : trouble ? 'failed' : 'done'
    mine.job = { ...mine.job, state, endedAt: now(), fault: state === 'failed' ? trouble : null }
  }
}

function forgetOldest(kept: Map<string, Kept>): void {
  for (const [key, { job }] of kept) {
    if (kept.size <= MAX_KEPT) return
    if (job.state !== 'running') kept.delete(key)
  }
}
