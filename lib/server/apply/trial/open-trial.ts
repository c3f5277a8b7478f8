import type { Trial } from '@/lib/changes/apply'
import type { Fault } from '@/lib/errors'
import type { Container } from '../../container'
import { prepareProbes, type TrialOrder } from './prepare-probes'
import { keyOfProbe } from './probe'
import { proveAfter, proveBefore } from './prove'
import { readPassed } from './read-passed'
import { openTrialJournal } from './trial-journal'

/**
 * The running server, tried around a change of its files: what they can make another, at the addresses that are set for its
 * services and nowhere else. Only what did before as the old files say is tried again, so that a port that cannot be reached
 * from here never puts anything back. Never rejects. After a restart of this console `after` alone is enough: what had
 * passed before is in the journal.
 */
export function openTrial(world: Pick<Container, 'records' | 'log'>, order: TrialOrder): Trial {
  const { records, log } = world
  const { revisionId, signal = new AbortController().signal } = order
  const journal = openTrialJournal(records, revisionId)
  let prepared: ReturnType<typeof prepareProbes> | undefined
  const prepare = () => {
    prepared ??= prepareProbes(records, order, signal)
    return prepared
  }
  return {
    before: () =>
      settled(log, revisionId, undefined, async () => {
        const { probes, sides, unreached } = await prepare()
        for (const about of unreached) await journal.skip('before', about, 'unreached')
        if (sides) await proveBefore({ probes, side: sides.before, journal, signal })
      }),
    after: () =>
      settled<Fault | null>(log, revisionId, null, async () => {
        const passed = await readPassed(records, revisionId)
        if (passed.size === 0) return null
        const isResumed = prepared === undefined
        const { probes, sides, unreached } = await prepare()
        // With the process more may have changed than the files: said, and held against nobody.
        if (isResumed) for (const about of unreached) await journal.skip('after', about, 'unreached')
        const eligible = probes.filter(({ about }) => passed.has(keyOfProbe(about)))
        return sides && proveAfter({ probes: eligible, side: sides.after, journal, signal })
      }),
  }
}

/** A bug in a probe is no reason to put a change back, and none to leave it half done. */
async function settled<T>(
  log: Container['log'],
  revision: string,
  otherwise: T,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work()
  } catch (error) {
    log.error({ err: error, revision }, 'the running server could not be tried')
    return otherwise
  }
}
