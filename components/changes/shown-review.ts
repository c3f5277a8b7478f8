import type { ShownFileDiff } from '@/components/diff/diff-view'
import type { ShownWayIn } from '@/components/tls/shown-tls'
import type { Fault } from '@/lib/errors'
import type { Effects } from '@/lib/xmail/effects'
import type { Edit } from '@/lib/xmail/tables'

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
  readonly takenAt: number
}
