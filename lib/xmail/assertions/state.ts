import type { PlainReach } from '@/lib/xmail/effects'
import type { OpenFact } from '@/lib/xmail/policy'
import type { QuestionForm } from '@/lib/xmail/simulator'

/** Where it stands what decided. Plain data, as all of a state. */
export interface Decider {
  /** Below MAIL_ROOT. */
  readonly file: string
  /** From 1. Null: no line of it, or that there is no such file. */
  readonly line: number | null
}

/** One case that cannot be told from the others: what it takes, and whether the sentence is true of it then. */
export interface OpenWay {
  readonly assumed: readonly { readonly on: OpenFact; readonly given: string }[]
  readonly holds: boolean
}

/** One case against a sentence, and who decided it. */
export interface CounterExample {
  /** A client; of a sentence about a sender or an account null. */
  readonly client: string | null
  readonly decider: Decider | null
  /** What to ask the simulator to see it. */
  readonly question: Partial<QuestionForm>
}

export type AssertionState =
  /** True of every client that the sentence is about, whatever the console cannot see. */
  | { readonly kind: 'holds' }
  | {
      readonly kind: 'broken'
      readonly example: CounterExample
      /** Everybody of whom it is not true. Null: of the example it is not; who else is not known. */
      readonly reach: PlainReach | null
      /** There may be more, which depends on what the console cannot see. */
      readonly isPartial: boolean
    }
  | {
      readonly kind: 'unknown'
      readonly why: 'depends'
      readonly example: Omit<CounterExample, 'decider'>
      readonly ways: readonly OpenWay[]
    }
  /** A file that nobody has read, or nobody can read. */
  | { readonly kind: 'unknown'; readonly why: 'unread'; readonly path: string }
  /** Netmasks with too many holes to prove anything; no case against it was found. */
  | { readonly kind: 'unknown'; readonly why: 'undecided' }

export const HOLDS: AssertionState = { kind: 'holds' }

export function unread(path: string): AssertionState {
  return { kind: 'unknown', why: 'unread', path }
}
