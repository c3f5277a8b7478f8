import type { Policy } from '../policy'
import type { Exchange, SmtpQuestion, World } from '../question'
import type { ServerVariables } from '../server-variables'
import { makeStep, type TraceNote, type TraceStep } from '../trace'

/** What XMail remembers of a session as bits of `ulFlags` (SMTPSvr.cpp), in the names of this console. */
export type Flag =
  | 'relay'
  | 'mail-locked'
  | 'mail-unlocked'
  | 'authenticated'
  | 'vrfy'
  | 'etrn'
  | 'listed'
  | 'no-rdns'
  | 'spammer'
  | 'white-listed'
  | 'no-sender-check'
  | 'want-tls'
  | 'tls-exempt'

/** Set against a client by its address; a sign-in clears them, MAIL FROM refuses for them. */
export const IP_FLAGS: readonly Flag[] = ['listed', 'no-rdns', 'spammer']

/** The flags that come from server.tab and so survive STARTTLS. */
export type SetupFlag = 'mail-locked' | 'want-tls'

export type State = 'init' | 'helo' | 'authenticated' | 'mail' | 'rcpt' | 'exit'

/** A session while it is walked: the one mutable thing in this room, and it never leaves a decision. */
export interface Session {
  readonly policy: Policy
  readonly question: SmtpQuestion
  readonly world: World
  readonly exchange: Exchange[]
  /** Null: nobody wants to know. */
  readonly trace: TraceStep[] | null
  vars: ServerVariables
  state: State
  readonly flags: Set<Flag>
  readonly setup: Set<SetupFlag>
  tls: boolean
  delaySeconds: number
  errors: number
  /** 0: no limit. */
  maxBytes: bigint
  /** Whose authority the session has, as XMail writes it down. Empty: nobody's. */
  logonUser: string
  sender: string
  /** Whether the client has a PTR name, once that has been asked. */
  hasName: boolean | null
}

/** No server.tab yet: nothing is set. */
const NO_VARIABLES: ServerVariables = {
  names: [],
  text: () => null,
  int: (_, defaultValue) => defaultValue,
  flag: (_, defaultValue) => defaultValue,
  lineOf: () => null,
}

export function openSession(
  policy: Policy,
  question: SmtpQuestion,
  world: World,
  wantsTrace: boolean,
): Session {
  return {
    policy,
    question,
    world,
    exchange: [],
    trace: wantsTrace ? [] : null,
    vars: NO_VARIABLES,
    state: 'init',
    flags: new Set(),
    setup: new Set(),
    tls: question.tls === 'implicit',
    delaySeconds: 0,
    errors: 0,
    maxBytes: 0n,
    logonUser: '',
    sender: '',
    hasName: null,
  }
}

export function note(session: Session, step: TraceNote): void {
  session.trace?.push(makeStep(session.exchange.length, step))
}

/** A note on what a variable of server.tab made of a check. */
export function noteVariable(session: Session, name: string, step: TraceNote): void {
  if (!session.trace) return
  const value = session.vars.text(name)
  const detail = { ...step.detail, variable: name, ...(value === null ? {} : { value }) }
  note(session, { file: 'server.tab', line: session.vars.lineOf(name), ...step, detail })
}

/** SMTPResetSession: what a refused command leaves. Flags stay; a recipient or sender does not. */
export function resetSession(session: Session): void {
  if (session.flags.has('authenticated')) session.state = 'authenticated'
  else if (session.state !== 'init') session.state = 'helo'
}

/** SMTPSendError: the custom message behind every error, and the count of errors (semantics.md 6.2). */
export function sendError(session: Session, text: string): string {
  const { vars } = session
  const limit = vars.int('SMTP-MaxErrors', 0)
  session.errors++
  if (limit > 0 && session.errors >= limit) {
    session.state = 'exit'
    noteVariable(session, 'SMTP-MaxErrors', { check: 'errors', outcome: 'closes' })
  }
  const custom = vars.text('CustomSMTPMessage')
  return custom === null ? text : `${text} - ${custom}`
}

/** XMail waits the longest of what several checks ask for. */
export function delayBy(session: Session, seconds: number): void {
  session.delaySeconds = Math.max(session.delaySeconds, Math.abs(seconds))
}
