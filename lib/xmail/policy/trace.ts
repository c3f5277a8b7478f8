import { DEATHS } from './rules/rule-table'

/** What XMail looks at, in the names of this console. A closed list: pages translate it. */
export const CHECKS = [
  // Connecting (semantics.md 6.1)
  'settings',
  'resources',
  'ip-properties',
  'host-properties',
  'ip-map',
  'spammers',
  'maps-list',
  'reverse-dns',
  'server-domain',
  'smtp-config',
  // Commands before a message (6.2)
  'root-domain',
  'auth-offer',
  'starttls',
  'auth-mechanism',
  'external-auth',
  'account-sign-in',
  'smtpauth-sign-in',
  'permissions',
  'vrfy',
  'etrn',
  // MAIL FROM (6.3)
  'sequence',
  'want-tls',
  'path',
  'null-sender',
  'sender-domain',
  'spam-address',
  'pop-before-smtp',
  'message-size',
  'ip-flags',
  'mail-auth',
  // RCPT TO (6.7)
  'alias-domain',
  'command-alias',
  'local-domain',
  'recipient',
  'receive-enabled',
  'mailbox-size',
  'closed-list',
  'relay-permission',
  'custom-domain',
  'relay-table',
  'recipient-filter',
  // POP3 (2.4)
  'pop-enabled',
  'account-ip-map',
  'password',
  'errors',
] as const

export type Check = (typeof CHECKS)[number]

/** How a check ended. A closed list: pages translate it. */
export const OUTCOMES = [
  /** Nothing in the way. */
  'passes',
  /** The command is refused, and the check says so. */
  'refuses',
  /** The connection is closed without or after a reply. */
  'closes',
  /** There is no such file or setting. */
  'absent',
  /** It was not looked at: something earlier made it needless. */
  'skipped',
  /** Remembered against the client until MAIL FROM. */
  'flags',
  /** Every further command waits. */
  'delays',
  /** It gives the client something: a sign-in, relay, a command. */
  'grants',
  /** It gives nothing, and something else may. */
  'grants-nothing',
  /** XMail reads it and nothing comes of it: a bug of 1.27. */
  'no-effect',
  /** It takes back what was remembered: flags, delay, grants. */
  'clears',
] as const

export type Outcome = (typeof OUTCOMES)[number]

/** Why a line of the file that was looked at did not decide. A closed list: pages translate it. */
export const PASS_REASONS = [
  ...DEATHS,
  /** It fits, and a line of higher precedence decides. */
  'outranked',
  /** It fits, and a later line of the same precedence decides. */
  'tie-lost',
  /** It fits, but an earlier line has decided. */
  'behind-first-match',
  /** Its host name is not the client's, or is taken not to be. */
  'host-name',
  /** A host pattern that begins with a dot fits nothing in 1.27. */
  'leading-dot',
] as const

export type PassReason = (typeof PASS_REASONS)[number]

export interface PassedOver {
  readonly line: number
  readonly why: PassReason
}

/** One check of a way through XMail's code. Codes, names and values only: pages put them into words. */
export interface TraceStep {
  /** The place in the exchange of the command that XMail was answering. */
  readonly command: number
  readonly check: Check
  readonly outcome: Outcome
  /** Where what decided stands, below MAIL_ROOT. Null: in no file. */
  readonly file: string | null
  /** The line that decided, from 0. Null: none did, the file as a whole, or a default. */
  readonly line: number | null
  readonly passedOver: readonly PassedOver[]
  /** How many more lines were passed over. Those that simply mean other peers are never counted. */
  readonly morePassedOver: number
  /** What it went by: names and values of variables, codes, seconds, zones. Never a password. */
  readonly detail: Readonly<Record<string, string | number>>
}

export type TraceNote = Pick<TraceStep, 'check' | 'outcome'> & Partial<Omit<TraceStep, 'command'>>

export const MAX_PASSED_OVER = 100

export function makeStep(command: number, note: TraceNote): TraceStep {
  const passedOver = note.passedOver ?? []
  return {
    command,
    check: note.check,
    outcome: note.outcome,
    file: note.file ?? null,
    line: note.line ?? null,
    passedOver: passedOver.slice(0, MAX_PASSED_OVER),
    morePassedOver: Math.max(0, passedOver.length - MAX_PASSED_OVER),
    detail: note.detail ?? {},
  }
}
