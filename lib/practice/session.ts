import {
  COMMAND_LINE_BYTES,
  DATA_LINE_BYTES,
  END_OF_DATA,
  errorText,
  LOGIN_LINE_BYTES,
  REPLY_LISTING,
  REPLY_SEND_DATA,
  START_TLS_LINE,
  unstuffLine,
} from '@/lib/xmail/ctrl'
import { readTokens } from '@/lib/xmail/tab/lex'
import { type FaultTarget, findAnswer, type PracticeFault } from './faults'
import { formatXMailTime, makeTimestamp } from './greeting'
import type { LineConnection } from './line-connection'
import type { MailRoot } from './mail-root'
import type { PracticeEvent, PracticeLimits, PracticeTls } from './options'
import { checkSignIn } from './sign-in'
import { isFlagOn, makeTlsContext } from './tls-context'
import { type Answer, VERBS, XMAIL } from './verbs'

/** CR LF, which the limits of lib/xmail/ctrl leave out. */
const LINE_END_BYTES = 2

/** One client, from the greeting on. */
export interface Session {
  readonly number: number
  readonly connection: LineConnection
  readonly root: MailRoot
  readonly localAddress: string
  /** TLS from the first byte, on the CTRLS port. */
  readonly isTls: boolean
  readonly software: string
  readonly limits: Required<PracticeLimits>
  readonly tls: PracticeTls | undefined
  readonly faults: readonly PracticeFault[]
  readonly observe: (event: PracticeEvent) => void
}

/** Serves one client until it goes, or until XMail would close. The caller closes the connection. */
export async function runSession(session: Session): Promise<void> {
  const timestamp = await greet(session)
  if (timestamp === null || !(await signIn(session, timestamp))) return
  for (;;) {
    const line = await readTextLine(session, COMMAND_LINE_BYTES, session.limits.commandTimeoutMs)
    if (line === null || !(await runCommand(session, line))) return
  }
}

/** A reply line; XMail's own words for an error number. */
export async function sendReply(connection: LineConnection, code: number, text?: string): Promise<void> {
  const words = text ?? (code < 0 ? errorText(code) : 'OK')
  await connection.send(`${code < 0 ? '-' : '+'}${String(Math.abs(code)).padStart(5, '0')} ${words}\r\n`)
}

/** Gives the timestamp that digests are made over; null: the session is over. */
async function greet(session: Session): Promise<string | null> {
  const now = Date.now()
  const timestamp = makeTimestamp(now, session.localAddress)
  const answered = await answerFalsely(session, 'connect')
  if (answered) return answered.goesOn ? (/<[^>]*>/.exec(answered.bytes)?.[0] ?? timestamp) : null
  await sendReply(
    session.connection,
    0,
    `${timestamp} ${session.software} CTRL Server; ${formatXMailTime(now)}`,
  )
  return timestamp
}

async function signIn(session: Session, timestamp: string): Promise<boolean> {
  const { connection, root, limits } = session
  let line = await readTextLine(session, LOGIN_LINE_BYTES, limits.loginTimeoutMs)
  if (line === START_TLS_LINE.trim()) {
    if (!(await startTls(session))) return false
    line = await readTextLine(session, LOGIN_LINE_BYTES, limits.loginTimeoutMs)
  }
  if (line === null) return false
  const answered = await answerFalsely(session, 'login')
  if (answered) return answered.goesOn
  const words = readTokens(line)
  const [user = '', secret = ''] = words
  const code = words.length === 2 ? await checkSignIn(root, user, secret, timestamp) : XMAIL.BAD_CTRL_LOGIN
  session.observe({ kind: 'login', connection: session.number, user, accepted: code === 0 })
  await sendReply(connection, code)
  return code === 0
}

async function startTls(session: Session): Promise<boolean> {
  const { connection, root } = session
  const answered = await answerFalsely(session, 'tls')
  if (answered && !answered.goesOn) return false
  if (!answered) {
    const refusal = session.isTls
      ? XMAIL.SSL_ALREADY_ACTIVE
      : (await isFlagOn(root, 'EnableCTRL-TLS'))
        ? 0
        : XMAIL.SSL_DISABLED
    await sendReply(connection, refusal, refusal === 0 ? 'Ready to start TLS mode' : undefined)
    if (refusal !== 0) return false
  }
  // A bad certificate shows only now, after the client was told to go on (semantics.md 8.2).
  const context = await makeTlsContext(root, session.tls)
  return context !== null && connection.startTls(context, session.limits.loginTimeoutMs)
}

/** False: the session is over. */
async function runCommand(session: Session, line: string): Promise<boolean> {
  const { connection, root } = session
  const [name = '', ...args] = readTokens(line)
  session.observe({ kind: 'command', connection: session.number, words: [name, ...args] })
  const answered = await answerFalsely(session, { verb: name })
  if (answered) return answered.goesOn
  const verb = VERBS.get(name.toLowerCase())
  if (!verb?.takes(args.length)) {
    await sendReply(connection, XMAIL.BAD_CTRL_COMMAND)
    return true
  }
  return sendAnswer(session, await verb.run({ root, args }))
}

async function sendAnswer(session: Session, answer: Answer): Promise<boolean> {
  const { connection } = session
  if (answer.kind === 'listing') {
    await sendReply(connection, REPLY_LISTING)
    await connection.send([...answer.lines, END_OF_DATA, ''].join('\r\n'))
  } else if (answer.kind === 'upload') {
    return takeUpload(session, answer.commit)
  } else {
    await sendReply(connection, answer.kind === 'quit' ? 0 : answer.code)
  }
  return answer.kind !== 'quit'
}

async function takeUpload(session: Session, commit: (text: string) => Promise<number>): Promise<boolean> {
  const { connection, limits } = session
  session.observe({ kind: 'upload', connection: session.number, early: connection.hasPending })
  await sendReply(connection, REPLY_SEND_DATA)
  const text = await receiveText(connection, limits.dataTimeoutMs)
  const answered = await answerFalsely(session, 'upload')
  if (answered) return answered.goesOn
  await sendReply(connection, await commit(text))
  return true
}

/** Whatever ends the data, a line that is too long, a stall or a lost client included, ends it well (semantics.md 0.2). */
async function receiveText(connection: LineConnection, timeoutMs: number): Promise<string> {
  const lines: string[] = []
  for (;;) {
    const read = await connection.readLine(DATA_LINE_BYTES + LINE_END_BYTES, timeoutMs)
    const line = read.kind === 'line' ? untilNul(read.text) : END_OF_DATA
    if (line === END_OF_DATA) return lines.map((text) => `${text}\n`).join('')
    lines.push(unstuffLine(line))
  }
}

/** A login or command line; null where XMail closes without a word. */
async function readTextLine(session: Session, limitBytes: number, timeoutMs: number): Promise<string | null> {
  const read = await session.connection.readLine(limitBytes + LINE_END_BYTES, timeoutMs)
  if (read.kind !== 'line') return null
  const line = untilNul(read.text)
  return /[^\x00-\x7f]/.test(line) ? null : line
}

function untilNul(line: string): string {
  const nul = line.indexOf('\0')
  return nul === -1 ? line : line.slice(0, nul)
}

/** Sends what a test ordered instead of doing it; null where nothing was ordered. */
async function answerFalsely(
  session: Session,
  to: FaultTarget,
): Promise<{ bytes: string; goesOn: boolean } | null> {
  const fault = findAnswer(session.faults, to)
  if (!fault) return null
  await session.connection.send(fault.bytes)
  return { bytes: fault.bytes, goesOn: fault.next !== 'close' }
}
