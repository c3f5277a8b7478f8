import { createHash } from 'node:crypto'
import { err, type Fault, fault, ok, type Result } from '@/lib/errors'
import { encodeLogin, type Greeting, parseReplyLine, REPLY_OK, replyFault } from '@/lib/xmail/ctrl'
import type { ConnectionSecrets, CtrlConnection } from '../connection'
import type { Deadline } from '../deadline'
import type { StoreIdentity } from '../store'
import { isReply } from './is-reply'
import { judgeCertificate } from './judge-certificate'
import { openTransport, readGreeting, type Transport } from './open-transport'
import type { Wire } from './wire'

/** A signed-in connection. */
export interface Session {
  readonly wire: Wire
  readonly identity: StoreIdentity
}

/** Whom to reach and as whom. */
export interface CtrlTarget {
  readonly connection: CtrlConnection
  readonly secrets: ConnectionSecrets
}

/**
 * What can be known to be wrong before anything is sent: a clear login without TLS, and what the server would answer by
 * closing without a word (semantics.md 8.2). Errors: CLEAR_TEXT_REFUSED, and those of encodeLogin in their field.
 */
export function checkLogin({ connection, secrets }: CtrlTarget): Fault | null {
  const { password } = secrets
  if (password === undefined) return fault('INPUT_INVALID', undefined, 'password')
  if (connection.login === 'clear' && connection.encryption === 'none') return fault('CLEAR_TEXT_REFUSED')
  const digest = '0'.repeat(32)
  const line = encodeLogin(connection.user, connection.login === 'clear' ? { password } : { digest })
  return line.ok ? null : line.error
}

/**
 * Connects, checks the certificate and signs in. `pipelined` is sent in the same write as the login, to save a round
 * trip: a server that refuses the login closes and never reads it. So it may only hold commands that do no harm if the
 * connection is lost. Errors: those of openTransport, judgeCertificate, checkLogin; LOGIN_REFUSED.
 */
export async function openSession(
  target: CtrlTarget,
  deadline: Deadline,
  pipelined = '',
): Promise<Result<Session>> {
  const wrong = checkLogin(target)
  if (wrong) return { ok: false, error: wrong }
  const transport = await openTransport(target.connection, deadline)
  if (!transport.ok) return transport
  const { wire, secured } = transport.value
  const refused = secured && judgeCertificate(secured, target.connection.trust)
  if (refused) return wire.fail(refused)
  const greeting = transport.value.greeting ? ok(transport.value.greeting) : await readGreeting(wire)
  if (!greeting.ok) return greeting
  const login = loginLine(target, greeting.value)
  if (!login.ok) return wire.fail(login.error)
  void wire.send(login.value + pipelined)
  const signedIn = await readLoginReply(wire)
  return signedIn
    ? wire.fail(signedIn)
    : ok({ wire, identity: identityOf(target.connection, transport.value, greeting.value) })
}

function loginLine({ connection, secrets }: CtrlTarget, greeting: Greeting): Result<string> {
  const { password } = secrets
  if (password === undefined) return err('INPUT_INVALID', undefined, 'password')
  if (connection.login === 'clear' && connection.encryption !== 'none')
    return encodeLogin(connection.user, { password })
  const digest = createHash('md5').update(greeting.timestamp).update(password, 'utf8').digest('hex')
  return encodeLogin(connection.user, { digest })
}

async function readLoginReply(wire: Wire): Promise<Fault | null> {
  const line = await wire.nextLine()
  if (!line.ok) return line.error
  const reply = parseReplyLine(line.value)
  if (isReply(reply, REPLY_OK)) return null
  return reply?.sign === '-'
    ? replyFault(reply.code, reply.text, 'login')
    : fault('PROTOCOL_VIOLATION', { reason: 'NO_LOGIN_REPLY' })
}

function identityOf(connection: CtrlConnection, { secured }: Transport, greeting: Greeting): StoreIdentity {
  const software = greeting.software.slice(0, 100)
  if (!secured) return { kind: 'ctrl', software, encrypted: false, weak: 'clear-text' }
  const protocol = secured.getProtocol() ?? ''
  const cipher = `${protocol} ${secured.getCipher().name}`
  // Where old TLS is allowed only TLS 1.3 is sure to be sound: below it, short keys and SHA-1 were let in too.
  const isWeak = connection.allowOldTls ? protocol !== 'TLSv1.3' : !/^TLSv1\.[23]$/.test(protocol)
  return { kind: 'ctrl', software, encrypted: true, cipher, ...(isWeak && { weak: 'old-tls' as const }) }
}
