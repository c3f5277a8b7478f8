import { type Decision, explore } from './decision'
import type { Walk } from './open-facts'
import type { Policy } from './policy'
import type { CommandName, Exchange, SmtpQuestion, World } from './question'
import { auth } from './smtp/auth'
import { connect } from './smtp/connect'
import { ehlo } from './smtp/ehlo'
import { mail } from './smtp/mail'
import { rcpt } from './smtp/rcpt'
import { openSession, type Session } from './smtp/session'
import { startTls } from './smtp/starttls'
import { etrn, vrfy } from './smtp/vrfy'
import type { TraceStep } from './trace'

/** XMail closes without a word on longer lines, and on bytes that are not ASCII (semantics.md 6.2). */
const MAX_COMMAND_BYTES = 1020

export interface SmtpAnswer {
  /** `accepted`: every command that matters was; `refused`: `decidedBy` was; `closed`: the server hung up on it. */
  readonly verdict: 'accepted' | 'refused' | 'closed'
  /** The place in `exchange` of the command that decided: the first that was refused, else the last. */
  readonly decidedBy: number
  readonly exchange: readonly Exchange[]
  /** All that the server waits before commands, in seconds. */
  readonly delaySeconds: number
  readonly trace: readonly TraceStep[]
}

export interface DecideOptions {
  /** Default true. Without it a decision is quicker and says nothing of why. */
  readonly trace?: boolean
}

/**
 * What XMail answers to each command of a session, in its own words, and every check on the way (semantics.md 6, 14).
 * `world` has what only DNS and the moment know; what it leaves open and the answer depends on becomes branches.
 */
export function decideSmtp(
  policy: Policy,
  question: SmtpQuestion,
  world: World = {},
  { trace = true }: DecideOptions = {},
): Decision<SmtpAnswer> {
  const start = () => walkSession(openSession(policy, question, world, trace))
  return explore(start, sameToClient, world.supposed)
}

function sameToClient(a: SmtpAnswer, b: SmtpAnswer): boolean {
  return JSON.stringify(a.exchange) === JSON.stringify(b.exchange)
}

function* walkSession(session: Session): Walk<SmtpAnswer> {
  const { tls, signIn, vrfy: verified, etrn: flushed, from, rcpt: recipient, sizeBytes } = session.question
  yield* send(session, 'connect', '', () => connect(session))
  yield* send(session, 'ehlo', 'EHLO client', () => ehlo(session))
  if (tls === 'starttls') {
    yield* send(session, 'starttls', 'STARTTLS', () => startTls(session))
    yield* send(session, 'ehlo', 'EHLO client', () => ehlo(session))
  }
  if (signIn) yield* send(session, 'auth', `AUTH ${signIn.mechanism}`, () => auth(session, signIn))
  if (verified != null)
    yield* send(session, 'vrfy', `VRFY ${verified}`, (line) => vrfy(session, line.slice('VRFY '.length)))
  if (flushed != null)
    yield* send(session, 'etrn', `ETRN ${flushed}`, (line) => etrn(session, line.slice('ETRN '.length)))
  const size = sizeBytes == null ? '' : ` SIZE=${sizeBytes}`
  if (from != null) yield* send(session, 'mail', `MAIL FROM:<${from}>${size}`, (line) => mail(session, line))
  if (recipient != null) yield* send(session, 'rcpt', `RCPT TO:<${recipient}>`, (line) => rcpt(session, line))
  return answerOf(session)
}

/** The line that XMail sees of a text that somebody typed: up to a line end, and as a C string up to a NUL. */
function firstLine(text: string): string {
  return text.replace(/\r*\n.*$|\0.*$/s, '')
}

type Reply = string | null | { readonly reply: string; readonly offers: readonly string[] }

/** One command: the wait before it, its answer, and whether the connection lives on. */
function* send(
  session: Session,
  command: CommandName,
  typed: string,
  step: (line: string) => Reply | Walk<Reply>,
): Walk<void> {
  if (session.state === 'exit') return
  const { delaySeconds } = session
  const sent = firstLine(typed)
  if (sent.length > MAX_COMMAND_BYTES || /[^\x01-\x7f]/.test(sent)) {
    session.state = 'exit'
    session.exchange.push({ command, sent, reply: null, delaySeconds: 0, closes: true })
    return
  }
  const stepped = step(sent)
  const reply = isReply(stepped) ? stepped : yield* stepped
  const shown = reply === null || typeof reply === 'string' ? { reply } : reply
  session.exchange.push({ command, sent, ...shown, delaySeconds, closes: isOver(session) })
}

function isReply(stepped: Reply | Walk<Reply>): stepped is Reply {
  return stepped === null || typeof stepped === 'string' || 'reply' in stepped
}

function isOver(session: Session): boolean {
  return session.state === 'exit'
}

/** VRFY, ETRN and a failed AUTH do not keep anybody from sending; they decide only where nothing else is asked. */
const SIDE_COMMANDS: readonly CommandName[] = ['auth', 'vrfy', 'etrn', 'starttls']

function answerOf({ exchange, trace, question }: Session): SmtpAnswer {
  const sends = question.from != null
  const isBad = ({ command, reply }: Exchange) =>
    !(sends && SIDE_COMMANDS.includes(command)) && (reply === null || !/^2/.test(reply))
  const refused = exchange.findIndex(isBad)
  const hungUp = exchange.findIndex(({ closes }) => closes)
  const decidedBy = refused >= 0 ? refused : hungUp >= 0 ? hungUp : exchange.length - 1
  const verdict =
    refused >= 0
      ? exchange[refused]?.reply === null
        ? 'closed'
        : 'refused'
      : hungUp >= 0
        ? 'closed'
        : 'accepted'
  const delaySeconds = exchange.reduce((sum, each) => sum + each.delaySeconds, 0)
  return { verdict, decidedBy, exchange, delaySeconds, trace: trace ?? [] }
}
