import { type Fault, fault } from '@/lib/errors'
import { sleep } from '../sleep'
import type { Probe } from './make-probes'
import type { Expectation, Found, ProbeDetail, Skip } from './probe'
import type { Side } from './sides'
import type { Phase, TrialJournal } from './trial-journal'

export interface Proving {
  readonly probes: readonly Probe[]
  /** The files as the running server has them in this phase. */
  readonly side: Side
  readonly journal: TrialJournal
  readonly signal: AbortSignal
}

/** Tries everything once, to learn what may be held against the change: journaled as done, and not skipped. */
export async function proveBefore(proving: Proving): Promise<void> {
  const tries = shareTries(proving)
  await Promise.all(proving.probes.map((probe) => prove(proving, 'before', probe, tries)))
}

/**
 * Tries again what had passed. The fault of the first probe, in their order, that does not find what the new files lead to
 * expect: PROBE_FAILED {probe, service, place, expected, found}.
 */
export async function proveAfter(proving: Proving): Promise<Fault | null> {
  const tries = shareTries(proving)
  const faults = await Promise.all(proving.probes.map((probe) => prove(proving, 'after', probe, tries)))
  return faults.find((each) => each !== null) ?? null
}

/** Attempts of one phase: probes that need the same session with the server share it. */
type Tries = (probe: Probe, round: 1 | 2) => Promise<Found>

function shareTries({ side, signal }: Proving): Tries {
  const begun = new Map<string, Promise<Found>>()
  return (probe, round) => {
    const key = `${round} ${probe.attempt}`
    const found = begun.get(key) ?? probe.try(side, signal)
    begun.set(key, found)
    return found
  }
}

/** A server can stumble once: so long it is given before what it then does counts. */
const AGAIN_MS = 500

async function prove(proving: Proving, phase: Phase, probe: Probe, tries: Tries): Promise<Fault | null> {
  const { journal } = proving
  await journal.record(phase, 'begun', probe.about)
  const first = await conclude(proving, probe, () => tries(probe, 1))
  if (phase === 'before') {
    const skipped = first.verdict === 'failed' ? 'differed' : first.detail.skipped
    await journal.record(phase, 'done', { ...first.detail, skipped })
    return null
  }
  const isWorthAgain = first.verdict === 'failed' && first.detail.found !== 'timedOut'
  if (isWorthAgain) await sleep(AGAIN_MS)
  const { verdict, detail } = isWorthAgain ? await conclude(proving, probe, () => tries(probe, 2)) : first
  await journal.record(phase, verdict === 'failed' ? 'failed' : 'done', detail)
  return verdict === 'failed' ? failureOf(detail) : null
}

interface Conclusion {
  readonly verdict: 'passed' | 'failed' | 'skipped'
  readonly detail: ProbeDetail
}

async function conclude(
  { side, signal }: Proving,
  { about, expect }: Probe,
  tryIt: () => Promise<Found>,
): Promise<Conclusion> {
  const nothing = { ...about, expected: [], found: null, reply: null }
  const expectation = await expect(side)
  if (typeof expectation === 'string')
    return { verdict: 'skipped', detail: { ...nothing, skipped: expectation } }
  const expected = [...expectation.outcomes]
  const { outcome: found, reply } = await tryIt()
  const detail = { ...about, expected, found, reply }
  const skipped = signal.aborted ? 'cancelled' : whyInconclusive(expectation, { outcome: found, reply })
  if (skipped) return { verdict: 'skipped', detail: { ...detail, skipped } }
  return { verdict: expected.includes(found) ? 'passed' : 'failed', detail: { ...detail, skipped: null } }
}

function whyInconclusive({ outcomes, isOpen }: Expectation, { outcome, reply }: Found): Skip | null {
  if (outcomes.includes(outcome)) return null
  if (/too busy/i.test(reply ?? '')) return 'busy'
  // A name server that does not answer keeps XMail waiting longer than anybody waits here.
  return outcome === 'timedOut' && isOpen ? 'slow' : null
}

function failureOf({ probe, service, place, expected, found }: ProbeDetail): Fault {
  const [wanted = ''] = expected
  return fault('PROBE_FAILED', {
    probe,
    service: service.toUpperCase(),
    place,
    expected: wanted,
    found: found ?? '',
  })
}
