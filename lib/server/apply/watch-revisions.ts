import { claimPutBack, listOverdue } from '@/lib/db/confirmations'
import { listInState, type Revision } from '@/lib/db/revisions'
import { fault, type Result } from '@/lib/errors'
import type { Container } from '../container'
import { putBackRevision } from './put-back-revision'
import { settleDoubt } from './settle-doubt'

type World = Pick<Container, 'records' | 'stores' | 'log'>

/** When a Revision that could not be settled is tried again: how often it was, and not before. */
interface Rest {
  readonly tries: number
  readonly untilMs: number
}

export interface Watch {
  readonly rests: Map<string, Rest>
  readonly busy: Map<string, Promise<void>>
}

/** Soon at first, since most troubles pass; then no more often than a server in trouble can bear. */
const FIRST_PAUSE_MS = { 'putting-back': 2_000, 'in-doubt': 10_000 } as const
const LONGEST_PAUSE_MS = { 'putting-back': 60_000, 'in-doubt': 300_000 } as const

type Unsettled = keyof typeof FIRST_PAUSE_MS

/**
 * One look at every Revision that is not over: what nobody kept in time is put back, what could not be put back is tried
 * again, what is in doubt is looked at. Of several consoles on one database one gets each overdue Revision. Work that a
 * server keeps waiting does not hold up the countdown of another: it is in `watch.busy`.
 */
export async function lookAtRevisions(world: World, watch: Watch): Promise<void> {
  for (const { id } of await listOverdue(world.records)) {
    await claimPutBack(world.records, id, fault('NOT_CONFIRMED'))
  }
  const unsettled = await listInState(world.records, ['putting-back', 'in-doubt'])
  const known = new Set(unsettled.map(({ id }) => id))
  for (const id of watch.rests.keys()) if (!known.has(id)) watch.rests.delete(id)
  for (const revision of unsettled) {
    if (watch.busy.has(revision.id) || isResting(watch.rests.get(revision.id), world.records.now())) continue
    const work = settle(world, watch, revision).finally(() => watch.busy.delete(revision.id))
    watch.busy.set(revision.id, work)
  }
}

/** A rest that is longer than any began before the clock was set back: it would last as long as that was. */
function isResting(rest: Rest | undefined, nowMs: number): boolean {
  const leftMs = (rest?.untilMs ?? nowMs) - nowMs
  return leftMs > 0 && leftMs <= LONGEST_PAUSE_MS['in-doubt']
}

async function settle(world: World, watch: Watch, { id, serverId, state }: Revision): Promise<void> {
  const kind: Unsettled = state === 'putting-back' ? 'putting-back' : 'in-doubt'
  const work = kind === 'putting-back' ? putBackRevision(world, id) : settleDoubt(world, serverId, id)
  const outcome: Result<null> | null = await work.catch((error) => {
    world.log.error({ err: error, revision: id }, 'a revision could not be settled')
    return null
  })
  if (outcome?.ok) {
    world.log.info({ revision: id, server: serverId, was: state }, 'a revision was settled')
    return
  }
  const tries = (watch.rests.get(id)?.tries ?? 0) + 1
  const pauseMs = Math.min(FIRST_PAUSE_MS[kind] * 2 ** (tries - 1), LONGEST_PAUSE_MS[kind])
  watch.rests.set(id, { tries, untilMs: world.records.now() + pauseMs })
  world.log.warn(
    { revision: id, server: serverId, tries, code: outcome?.error.code },
    'a revision is not settled',
  )
}

const LOOK_EVERY_MS = 1_000

/** Looks at once and then every second, as long as the process lives. */
export function watchRevisions(world: World): void {
  const watch: Watch = { rests: new Map(), busy: new Map() }
  const look = () =>
    lookAtRevisions(world, watch)
      .catch((error) => world.log.error({ err: error }, 'the watch over revisions went wrong'))
      // Not what keeps a process alive that has nothing else to do.
      .finally(() => setTimeout(look, LOOK_EVERY_MS).unref())
  void look()
}
