import { type ApplyOptions, type ApplyOutcome, applyChange } from '@/lib/changes/apply'
import { awaitConfirmation } from '@/lib/db/confirmations'
import { finishRevision } from '@/lib/db/revisions'
import { fault } from '@/lib/errors'
import type { Container } from '../container'
import { type Sleep, sleep } from './sleep'

export interface RunToEnd extends Omit<ApplyOptions, 'sleep'> {
  readonly serverId: string
  readonly revisionId: string
  /** Done before the Revision is recorded as applied, and only then. */
  readonly whenApplied?: () => Promise<void>
  /** How long it then waits to be kept; 0: it does not. */
  readonly confirmSeconds: number
}

/** `sleep`: a container has none, and waits for real; a test of a thousand doubts cannot. */
type World = Pick<Container, 'records' | 'log'> & { readonly sleep?: Sleep }

/** Applies the files of an open Revision and records how it ended. Never rejects: nobody waits for it in a request. */
export async function runToEnd(
  world: World,
  { serverId, revisionId, whenApplied, confirmSeconds, ...change }: RunToEnd,
): Promise<ApplyOutcome> {
  const { records, log } = world
  const outcome = await applyChange({ ...change, sleep: world.sleep ?? sleep }).catch(
    (error): ApplyOutcome => {
      log.error({ err: error, revision: revisionId }, 'an apply ended with an error')
      return { state: 'in-doubt', fault: fault('INTERNAL') }
    },
  )
  log.info({ revision: revisionId, server: serverId, state: outcome.state }, 'apply ended')
  try {
    if (outcome.state === 'applied') {
      await whenApplied?.()
      if (confirmSeconds > 0) await awaitConfirmation(records, revisionId, confirmSeconds)
      else await finishRevision(records, revisionId, 'applied')
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
