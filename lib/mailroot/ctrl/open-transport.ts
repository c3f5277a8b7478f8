import type { TLSSocket } from 'node:tls'
import { type Fault, fault, ok, type Result } from '@/lib/errors'
import {
  type Greeting,
  parseGreeting,
  parseReplyLine,
  REPLY_OK,
  replyFault,
  START_TLS_LINE,
} from '@/lib/xmail/ctrl'
import { connectSocket } from '../connect-socket'
import type { CtrlConnection } from '../connection'
import type { Deadline } from '../deadline'
import { isReply } from './is-reply'
import { raiseTls } from './raise-tls'
import { Wire } from './wire'

/** A connection as encrypted as the person wants it. Nothing that matters has been sent yet. */
export interface Transport {
  readonly wire: Wire
  /** Null on a connection without TLS. */
  readonly secured: TLSSocket | null
  /** Null on the CTRLS port, where it comes after the handshake. */
  readonly greeting: Greeting | null
}

/**
 * Connects, and with `starttls` or `tls` has TLS, or fails: there is no way back to clear text. The certificate has not
 * been judged. The wire obeys the deadline. Errors: those of connectSocket, readGreeting, raiseTls; TLS_NOT_OFFERED.
 */
export async function openTransport(
  connection: CtrlConnection,
  deadline: Deadline,
): Promise<Result<Transport>> {
  const socket = await connectSocket(connection.host, connection.port, deadline)
  if (!socket.ok) return socket
  if (connection.encryption === 'tls') {
    const secured = await raiseTls(socket.value, connection, deadline)
    return secured.ok
      ? ok({ wire: wireOn(secured.value, deadline), secured: secured.value, greeting: null })
      : secured
  }
  const wire = wireOn(socket.value, deadline)
  const greeting = await readGreeting(wire)
  if (!greeting.ok) return greeting
  if (connection.encryption === 'none') return ok({ wire, secured: null, greeting: greeting.value })

  const refused = await askForTls(wire)
  if (refused) return wire.fail(refused)
  const clear = wire.release()
  if (!clear.ok) return clear
  const secured = await raiseTls(clear.value, connection, deadline)
  if (!secured.ok) return secured
  return ok({ wire: wireOn(secured.value, deadline), secured: secured.value, greeting: greeting.value })
}

function wireOn(socket: ConstructorParameters<typeof Wire>[0], deadline: Deadline): Wire {
  const wire = new Wire(socket)
  wire.obey(deadline)
  return wire
}

/** The first line of a server. Errors: REFUSED_BY_IPMAP, SERVER_BUSY, XMAIL_ERROR, PROTOCOL_VIOLATION, CONNECTION_LOST. */
export async function readGreeting(wire: Wire): Promise<Result<Greeting>> {
  const line = await wire.nextLine()
  if (!line.ok) return line
  const reply = parseReplyLine(line.value)
  if (reply?.sign === '-') return wire.fail(replyFault(reply.code, reply.text, 'greeting'))
  const greeting = isReply(reply, REPLY_OK) ? parseGreeting(reply.text) : null
  return greeting ? ok(greeting) : wire.fail(fault('PROTOCOL_VIOLATION', { reason: 'NO_CTRL_GREETING' }))
}

/** Null: the server waits for the handshake. The bytes after its reply are the wire's to judge. */
async function askForTls(wire: Wire): Promise<Fault | null> {
  void wire.send(START_TLS_LINE)
  const line = await wire.nextLine()
  if (!line.ok) return line.error
  const reply = parseReplyLine(line.value)
  if (reply?.sign === '-') return replyFault(reply.code, reply.text, 'tls')
  return isReply(reply, REPLY_OK) ? null : fault('PROTOCOL_VIOLATION', { reason: 'UNEXPECTED_REPLY' })
}
