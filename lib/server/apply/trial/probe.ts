import { z } from 'zod'
import { assertionSchema } from '@/lib/xmail/assertions'
import { SERVICE_NAMES } from '@/lib/xmail/services'

/**
 * What is tried: that a service can be reached at all, its greeting, mail to another domain and to a mailbox of the server
 * (never further than RCPT TO), FINGER, the handshake, and a sentence that must stay true, by one of the others.
 */
export const PROBE_KINDS = ['reach', 'greeting', 'relay', 'recipient', 'finger', 'tls', 'assertion'] as const
export type ProbeKind = (typeof PROBE_KINDS)[number]

/**
 * What a probe expects and what it finds, in a word. `notGreeted`: refused at the connection, or closed without a word.
 * `helloRefused`, `senderRefused`, `refused`: at EHLO, MAIL FROM, RCPT TO. Wording and reply codes are XMail’s, and differ
 * from release to release; how far a client gets does not.
 */
export const OUTCOMES = [
  'greeted',
  'notGreeted',
  'helloRefused',
  'senderRefused',
  'refused',
  'taken',
  'answering',
  'silent',
  'certificate',
  'otherCertificate',
  'noHandshake',
  'notOffered',
  'unreached',
  'timedOut',
] as const
export type Outcome = (typeof OUTCOMES)[number]

/**
 * Why nothing is concluded from a probe. `differed`: already before the change the server did something else than its files
 * say. `unclear`: the files do not say, or cannot be read. `translated`: the server sees this console by another address
 * than its own. `overridden`: a sentence that by the files themselves is not true, with a person’s leave.
 */
export const SKIPS = [
  'unreached',
  'differed',
  'unclear',
  'slow',
  'busy',
  'noAccount',
  'translated',
  'clientCertificates',
  'overridden',
  'cancelled',
] as const
export type Skip = (typeof SKIPS)[number]

export const aboutSchema = z.object({
  probe: z.enum(PROBE_KINDS),
  service: z.enum(SERVICE_NAMES),
  /** `host:port`. */
  place: z.string(),
  /** Of `assertion`: the sentence. */
  assertion: assertionSchema.optional(),
})
export type ProbeAbout = z.output<typeof aboutSchema>

/** One line of the journal about a probe, as it is kept with the Revision: without secrets. */
export const probeDetailSchema = aboutSchema.extend({
  /** More than one where only a name server could tell. */
  expected: z.array(z.enum(OUTCOMES)).default([]),
  found: z.enum(OUTCOMES).nullable().default(null),
  /** The server’s own last line, printable ASCII. */
  reply: z.string().nullable().default(null),
  skipped: z.enum(SKIPS).nullable().default(null),
})
export type ProbeDetail = z.output<typeof probeDetailSchema>

/** What the files lead to expect; `isOpen`: XMail asks a name server on the way, which can take its time. */
export interface Expectation {
  readonly outcomes: readonly Outcome[]
  readonly isOpen: boolean
}

export interface Found {
  readonly outcome: Outcome
  readonly reply: string | null
}

/** One key for one probe, before and after the change and after a restart of this console. */
export function keyOfProbe({ probe, service, assertion }: ProbeAbout): string {
  return JSON.stringify([probe, service, assertion ?? null])
}
