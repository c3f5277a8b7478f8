import type { Assertion } from '@/lib/xmail/assertions'
import type { ServiceName } from '@/lib/xmail/services'

export type ProbeOutcome =
  | 'greeted'
  | 'notGreeted'
  | 'helloRefused'
  | 'senderRefused'
  | 'refused'
  | 'taken'
  | 'answering'
  | 'silent'
  | 'certificate'
  | 'otherCertificate'
  | 'noHandshake'
  | 'notOffered'
  | 'unreached'
  | 'timedOut'

export type ProbeSkip =
  | 'unreached'
  | 'differed'
  | 'unclear'
  | 'slow'
  | 'busy'
  | 'noAccount'
  | 'translated'
  | 'clientCertificates'
  | 'overridden'
  | 'cancelled'

/** What a running server was tried for, as the journal of a change has it. */
export interface ShownProbe {
  readonly probe: 'reach' | 'greeting' | 'relay' | 'recipient' | 'finger' | 'tls' | 'assertion'
  readonly service: ServiceName
  /** `host:port`. */
  readonly place: string
  /** Of `assertion`: the sentence. */
  readonly assertion?: Assertion | undefined
  /** More than one where only a name server could tell. */
  readonly expected: readonly ProbeOutcome[]
  /** Null: it was not tried, or is being tried. */
  readonly found: ProbeOutcome | null
  /** The server’s own last line. */
  readonly reply: string | null
  /** Why nothing was concluded from it. */
  readonly skipped: ProbeSkip | null
}
