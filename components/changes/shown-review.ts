import type { ShownFileDiff } from '@/components/diff/shown-diff'
import type { ShownWayIn } from '@/components/tls/shown-tls'
import type { Fault } from '@/lib/errors'
import type { Effects } from '@/lib/xmail/effects'
import type { Edit } from '@/lib/xmail/tables'
import type { ShownByHand } from './shown-by-hand'
import type { ShownRevision } from './shown-revision'

/** What a draft means: who gains and who loses. */
export type ShownMeaning = Effects

export interface ShownFile extends ShownFileDiff {
  readonly takesEffect: 'next-connection' | 'next-session' | 'next-use' | 'restart'
}

/** An edit of the draft, as data; a long list of networks is cut, its length is told. */
export interface ShownEdit {
  readonly edit: Edit
  readonly count: number
  /** Set when the edit no longer fits what is on the server. */
  readonly fault: Fault | null
}

export interface ShownReview {
  readonly serverName: string
  readonly draftVersion: number
  readonly edits: readonly ShownEdit[]
  /** Null when the draft is empty or an edit no longer fits. */
  readonly plan: {
    readonly files: readonly ShownFile[]
    readonly meaning: ShownMeaning
    /** Path to digest (null: no file) of what this review was made on; apply stops when the server has others. */
    readonly base: Readonly<Record<string, string | null>>
    readonly byHand: ShownByHand
  } | null
  /** Why there is no plan although there are edits. */
  readonly fault: Fault | null
  /** What becomes of this console’s own way in by TLS. */
  readonly wayIn: ShownWayIn
  /** Whether the person may pin the certificate that the draft installs. */
  readonly mayPin: boolean
  readonly atomicReplace: boolean
  /** How long the change waits to be kept; 0: it does not wait. */
  readonly confirmSeconds: number
  /** Whether the running server is tried before and after the write. */
  readonly probes: boolean
  readonly takenAt: number
  /** What changed on the server since the draft was made; null: nothing that concerns it. */
  readonly rebase: ShownRebase | null
}

export interface ShownRebase {
  readonly files: readonly ShownRebasedFile[]
  /** Path to digest (null: no file) of what the draft was compared with; a choice counts for these alone. */
  readonly now: Readonly<Record<string, string | null>>
}

export interface ShownRebasedFile {
  readonly path: string
  /** Whether it is another file than the edits were made on, as far as that is known. */
  readonly hasChanged: boolean
  /** Whether what the edits were made on can still be shown. */
  readonly isBaseKept: boolean
  /** The changes that led to what it is now, newest first. */
  readonly since: readonly Pick<ShownRevision, 'id' | 'origin' | 'actorName' | 'startedAt'>[]
  /** How many edits still do what they did. */
  readonly carried: number
  readonly collided: readonly ShownCollision[]
}

export interface ShownCollision extends ShownEdit {
  /** Its place in the draft, from 0. */
  readonly place: number
  /** Why it cannot be made any more; null: it would do something else than what was drafted. */
  readonly reason: Fault | null
  /** Whether it can be made anew on what is there now. */
  readonly mayKeep: boolean
  /** Lines: of what it was made on (null: not known any more), of the server now, of the draft. */
  readonly base: readonly string[] | null
  readonly now: readonly string[]
  readonly mine: readonly string[]
}
