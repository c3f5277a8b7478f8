import type { Fault } from '@/lib/errors'
import type { RelayTrick, TrickLines } from '@/lib/xmail/relay-tricks'

/** Work that the server does beside its requests, as a page shows it. */
export interface ShownJob<Result> {
  readonly startedBy: string
  readonly startedAt: number
  readonly endedAt: number | null
  readonly state: 'running' | 'done' | 'cancelled' | 'failed'
  readonly fault: Fault | null
  readonly result: Result
}

export interface ShownEnd {
  readonly command: 'connect' | 'ehlo' | 'mail' | 'rcpt'
  readonly reply: string | null
}

export type ShownVerdict = 'refused' | 'relays' | 'local' | 'differs' | 'not-tried'

export interface ShownRelayResult {
  readonly source: string
  readonly trick: RelayTrick
  readonly lines: TrickLines
  readonly expected: readonly ShownEnd[]
  readonly real: ShownEnd | null
  readonly verdict: ShownVerdict
  readonly fault: Fault | null
}

export interface ShownRelayTest {
  readonly sources: readonly string[]
  readonly total: number
  readonly results: readonly ShownRelayResult[]
}

export interface ShownFinger {
  readonly query: string
  readonly state:
    | { readonly state: 'answering'; readonly answer: readonly string[] }
    | { readonly state: 'silent' | 'closed' }
    | { readonly state: 'stalled' | 'unreached'; readonly fault: Fault }
    | null
}

export interface ShownFingerUser {
  readonly address: string
  readonly realName: string | null
  readonly homePage: string | null
}

export interface ShownFingerUsers {
  readonly total: number
  readonly lists: number
  readonly users: readonly ShownFingerUser[]
}
