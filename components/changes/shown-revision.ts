import type { ShownOverride } from '@/components/assertions/overridden-notice'
import type { ShownFileDiff } from '@/components/diff/shown-diff'
import type { Fault } from '@/lib/errors'
import type { ShownByHand } from './shown-by-hand'
import type { ShownProbe } from './shown-probe'
import type { ShownMeaning } from './shown-review'

export type RevisionState =
  | 'applying'
  | 'unconfirmed'
  | 'putting-back'
  | 'applied'
  | 'put-back'
  | 'failed'
  | 'let-stand'
  | 'in-doubt'

/** A person's; the console's own, which nobody asked for at that moment; or found to have been made behind its back. */
export type RevisionOrigin = 'person' | 'console' | 'outside'

/** Whether the server or another person may end this state at any moment. */
export function isUnderWay(state: RevisionState): boolean {
  return state === 'applying' || state === 'unconfirmed' || state === 'putting-back'
}

/** One line of the history. */
export interface ShownRevision {
  readonly id: string
  readonly actorName: string
  readonly origin: RevisionOrigin
  readonly reason: string
  readonly state: RevisionState
  readonly startedAt: number
  readonly endedAt: number | null
  readonly paths: readonly string[]
  /** Rows that were removed because their last day, `2027-01-31`, was over. */
  readonly ended: readonly { readonly network: string; readonly until: string }[]
}

/** A change in the list of all, with what it meant in short. Null: it was not kept, only its page can tell. */
export interface ListedRevision extends ShownRevision {
  readonly meaning: ShownMeaning | null
}

export interface ShownStep {
  readonly step: 'read-again' | 'write' | 'read-back' | 'reach-again' | 'put-back' | 'probe-before' | 'probe'
  readonly path: string
  /** Of the steps that are probes: which, and what came of it. */
  readonly probe: ShownProbe | null
  readonly state: 'begun' | 'done' | 'failed'
  readonly fault: Fault | null
}

export interface ShownWholeRevision extends ShownRevision {
  readonly steps: readonly ShownStep[]
  readonly files: readonly ShownFileDiff[]
  readonly meaning: ShownMeaning | null
  /** Whether the meaning is what the changed files do by themselves, because none was kept with the change. */
  readonly isMeaningOfFilesAlone: boolean
  readonly overridden: ShownOverride | null
  readonly fault: Fault | null
  /** How a person can put it back where the console is at a loss; null in every other state. */
  readonly byHand: ShownByHand | null
  /** Name of who kept it, or let it stand. */
  readonly keptBy: string | null
  /** Until it is put back, where it waits to be kept. */
  readonly msLeft: number | null
  /** Whether the person who looks may keep it or have it put back. */
  readonly mayDecide: boolean
  readonly mayLetStand: boolean
  /** Whether they may take it back, by an edit of their own draft. */
  readonly mayEdit: boolean
}

/** The change of a server that is not over yet, as every page of that server tells of it. */
export type ShownUnsettled = ShownRevision & Pick<ShownWholeRevision, 'msLeft'>
