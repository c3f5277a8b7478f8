import type { MailRootPath } from '@/lib/xmail/path'
import type { Edit } from '@/lib/xmail/tables'

/** The worst first. A closed list: pages translate it. */
export const SEVERITIES = [
  /** Strangers get in, mail is lost, or somebody is locked out. */
  'danger',
  /** The file does not do what it looks like. */
  'warning',
  /** Harmless, or a matter of choice; worth knowing. */
  'notice',
] as const

export type Severity = (typeof SEVERITIES)[number]

/** Plain values for the words of a rule. Text for people, no bytes; never a secret, nor its length. */
export type FindingDetails = Readonly<Record<string, string | number>>

/** Something in a MailRoot that does not do what people think. Plain data. */
export interface Finding {
  /** The id of its rule, which names its words in `messages` (`findings.rules.<id>`). */
  readonly rule: string
  readonly severity: Severity
  /** The file, below MAIL_ROOT. */
  readonly path: MailRootPath
  /** From 1. Null: the file as a whole, or that it is missing. */
  readonly line: number | null
  readonly details: FindingDetails
  /** Where it was measured or read: a section of semantics.md. */
  readonly evidence: string
  /** An ordinary edit that mends it; null: a person has to decide. An absent file is an empty Document to it. */
  readonly fix: Fix | null
}

export interface Fix {
  readonly path: MailRootPath
  readonly edit: Edit
}
