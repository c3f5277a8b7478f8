import type { ShownFileDiff } from '@/components/diff/diff-view'
import type { Fault } from '@/lib/errors'
import type { ShownMeaning } from './shown-review'

export type RevisionState = 'applying' | 'applied' | 'put-back' | 'failed' | 'in-doubt'

/** One line of the history. */
export interface ShownRevision {
  readonly id: string
  readonly actorName: string
  /** No person asked for it at that moment. */
  readonly byConsole: boolean
  readonly reason: string
  readonly state: RevisionState
  readonly startedAt: number
  readonly endedAt: number | null
  readonly paths: readonly string[]
  /** Rows that were removed because their last day, `2027-01-31`, was over. */
  readonly ended: readonly { readonly network: string; readonly until: string }[]
}

export interface ShownStep {
  readonly step: 'read-again' | 'write' | 'read-back' | 'reach-again' | 'put-back'
  readonly path: string
  readonly state: 'begun' | 'done' | 'failed'
  readonly fault: Fault | null
}

export interface ShownWholeRevision extends ShownRevision {
  readonly steps: readonly ShownStep[]
  readonly files: readonly ShownFileDiff[]
  readonly meaning: ShownMeaning | null
  readonly fault: Fault | null
}
