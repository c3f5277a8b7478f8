import type { Records } from '@/lib/db/records'
import { recordStep } from '@/lib/db/revision-steps'
import type { StepState } from '@/lib/db/schema'
import type { ProbeAbout, ProbeDetail, Skip } from './probe'

/** The steps of an apply that are probes: those before the first write, and those behind the last. */
export const PROBE_STEPS = { before: 'probe-before', after: 'probe' } as const
export type Phase = keyof typeof PROBE_STEPS

export interface TrialJournal {
  record(phase: Phase, state: StepState, detail: ProbeAbout & Partial<ProbeDetail>): Promise<void>
  /** Nothing is concluded from this one. */
  skip(phase: Phase, about: ProbeAbout, why: Skip): Promise<void>
}

/** Probes run beside each other; their lines are written one after another, as a journal is. */
export function openTrialJournal(records: Records, revisionId: string): TrialJournal {
  let last: Promise<void> = Promise.resolve()
  const record: TrialJournal['record'] = (phase, state, detail) => {
    const written = last.then(() => recordStep(records, revisionId, PROBE_STEPS[phase], state, detail))
    last = written.catch(() => {})
    return written
  }
  return { record, skip: (phase, about, skipped) => record(phase, 'done', { ...about, skipped }) }
}
