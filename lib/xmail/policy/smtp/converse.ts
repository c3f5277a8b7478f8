import type { Walk } from '../open-facts'
import type { Policy } from '../policy'
import type { SignIn, SmtpQuestion, World } from '../question'
import { runWalk } from '../run-walk'
import { auth, refuseMechanism, UNKNOWN_MECHANISM } from './auth'
import { connect } from './connect'
import { ehlo } from './ehlo'
import { mail } from './mail'
import { rcpt } from './rcpt'
import { BAD_ARGUMENTS, BAD_SEQUENCE, SERVER_NAME } from './replies'
import { openSession, resetSession, type Session, sendError } from './session'
import { startTls } from './starttls'
import { etrn, vrfy } from './vrfy'

/** A session in the middle: what XMail remembers of it. Never changed; every turn gives the next. */
export type Talk = Readonly<Pick<Session, 'state' | 'tls' | 'delaySeconds'>> & { readonly session: Session }

export type SmtpTurn =
  | { readonly kind: 'needs-file'; readonly path: string }
  | {
      readonly kind: 'answer'
      readonly talk: Talk
      /** With their codes, without line ends. None: XMail closes without a word. */
      readonly lines: readonly string[]
      readonly closes: boolean
      /** Behind this answer the TLS handshake begins. */
      readonly startsTls: boolean
    }
  /** AUTH that may go on: its caller asks for name and password and comes back with `signInSmtp`. */
  | {
      readonly kind: 'sign-in'
      readonly talk: Talk
      readonly mechanism: 'PLAIN' | 'LOGIN'
      readonly initial: string
    }

type Client = Pick<SmtpQuestion, 'client' | 'local' | 'tls'>
type Lines = readonly string[]

/** The greeting, or the refusal, that a client gets. */
export function greetSmtp(policy: Policy, client: Client, world: World): SmtpTurn {
  const session = openSession(policy, client, world, false)
  return turn(session, oneLine(connect(session)))
}

/**
 * What XMail answers to one line of a session that goes on (semantics.md 6.2), by the files of this moment. Where
 * `decideSmtp` plays a whole session at once, this keeps up with a client that makes its own. DATA is always refused, as
 * by a filter: nothing that talks like this delivers mail.
 */
export function hearSmtp({ session: before }: Talk, policy: Policy, line: string): SmtpTurn {
  const session = continueSession(before, policy)
  const isCommand = (word: string) => new RegExp(`^${word}(?:[ \\t]|$)`, 'i').test(line)
  if (isCommand('AUTH')) return beginSignIn(session, line)
  const wasTls = session.tls
  const heard = turn(session, answerTo(session, line, isCommand))
  const startsTls = isCommand('STARTTLS') && !wasTls && session.tls
  return heard.kind === 'answer' ? { ...heard, startsTls } : heard
}

/** The end of an AUTH that was let go on. */
export function signInSmtp({ session: before }: Talk, policy: Policy, signIn: SignIn): SmtpTurn {
  const session = continueSession(before, policy)
  return turn(session, oneLine(auth(session, signIn)))
}

function continueSession(session: Session, policy: Policy): Session {
  return { ...session, policy, exchange: [], flags: new Set(session.flags), setup: new Set(session.setup) }
}

function turn(session: Session, walk: Walk<Lines>): SmtpTurn {
  const walked = runWalk(walk)
  if (walked.kind === 'needs-file') return walked
  return {
    kind: 'answer',
    talk: talkOf(session),
    lines: walked.value,
    closes: session.state === 'exit',
    startsTls: false,
  }
}

function talkOf(session: Session): Talk {
  return { session, state: session.state, tls: session.tls, delaySeconds: session.delaySeconds }
}

function* oneLine(walk: Walk<string | null>): Walk<Lines> {
  const line = yield* walk
  return line === null ? [] : [line]
}

function* answerTo(session: Session, line: string, isCommand: (word: string) => boolean): Walk<Lines> {
  if (/^MAIL FROM:/i.test(line)) return [yield* mail(session, line)]
  if (/^RCPT TO:/i.test(line)) return [yield* rcpt(session, line)]
  if (isCommand('EHLO') || isCommand('HELO')) return yield* greetBack(session, line)
  if (isCommand('VRFY')) return [yield* vrfy(session, line.slice('VRFY '.length))]
  if (isCommand('ETRN')) return [etrn(session, line.slice('ETRN '.length))]
  if (isCommand('STARTTLS')) return [startTls(session)]
  if (isCommand('DATA')) return [refuseData(session)]
  if (isCommand('RSET')) resetSession(session)
  if (isCommand('RSET') || isCommand('NOOP')) return ['250 OK']
  if (!isCommand('QUIT')) return [sendError(session, '500 Syntax error, command unrecognized')]
  session.state = 'exit'
  return [`221 ${SERVER_NAME} service closing transmission channel`]
}

/** HELO and EHLO want exactly one word behind them, once nothing has been sent yet. */
function* greetBack(session: Session, line: string): Walk<Lines> {
  const isOpen = session.state === 'init' || session.state === 'helo'
  if (isOpen && wordsOf(line).length !== 2) return [sendError(session, BAD_ARGUMENTS)]
  const { reply, offers } = yield* ehlo(session)
  if (offers.length === 0) return [reply]
  const domain = session.vars.text('RootDomain') ?? ''
  if (/^HELO/i.test(line)) return [`250 ${domain}`]
  return [domain, ...offers].map((text, at) => `250${at === offers.length ? ' ' : '-'}${text}`)
}

function refuseData(session: Session): string {
  const isReady = session.state === 'rcpt'
  resetSession(session)
  return isReady ? '554 Transaction failed' : sendError(session, BAD_SEQUENCE)
}

/** CRAM-MD5 is offered, as XMail offers it, but cannot be played: the policy knows passwords, not their digests. */
function beginSignIn(session: Session, line: string): SmtpTurn {
  const [, mechanism = '', initial = ''] = wordsOf(line)
  const known = (['PLAIN', 'LOGIN'] as const).find((name) => name === mechanism.toUpperCase())
  const refused = refuseSignIn(session, mechanism, initial)
  if (refused === null && known) return { kind: 'sign-in', talk: talkOf(session), mechanism: known, initial }
  const lines = [refused ?? sendError(session, UNKNOWN_MECHANISM)]
  return { kind: 'answer', talk: talkOf(session), lines, closes: session.state === 'exit', startsTls: false }
}

function refuseSignIn(session: Session, mechanism: string, initial: string): string | null {
  if (session.state === 'helo' && mechanism === '') return sendError(session, BAD_ARGUMENTS)
  const refused = refuseMechanism(session, mechanism)
  if (refused !== null) return refused
  return mechanism.toUpperCase() === 'PLAIN' && initial === '' ? sendError(session, BAD_ARGUMENTS) : null
}

function wordsOf(line: string): string[] {
  return line.split(' ').filter((word) => word !== '')
}
