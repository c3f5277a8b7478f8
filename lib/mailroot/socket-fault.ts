import { type Fault, fault } from '@/lib/errors'

/** Errors of name look-up. EAI_AGAIN: the name server did not answer, which a person mends in the same place. */
const NO_SUCH_HOST = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_NONAME', 'EAI_NODATA', 'EAI_FAIL'])

/** Handshake errors that mean "its TLS is too old or too weak for us"; allowOldTls would let each of them pass. */
const TOO_OLD =
  /UNSUPPORTED_PROTOCOL|ALERT_PROTOCOL_VERSION|VERSION_TOO_LOW|KEY_TOO_SMALL|MD_TOO_WEAK|LEGACY_RENEGOTIATION|LEGACY_SIGALG|WRONG_SIGNATURE_TYPE|INSUFFICIENT_SECURITY/

/** Trouble before there was a connection. Errors: HOST_NOT_FOUND {host}, UNREACHABLE {host, port, reason}. */
export function connectFault(cause: unknown, host: string, port: number): Fault {
  const reason = reasonOf(cause)
  return NO_SUCH_HOST.has(reason)
    ? fault('HOST_NOT_FOUND', { host })
    : fault('UNREACHABLE', { host, port, reason })
}

/** Trouble while TLS was being agreed upon. Errors: TLS_TOO_OLD {reason}, TLS_NOT_OFFERED, TLS_FAILED {reason}. */
export function handshakeFault(cause: unknown, implicit: boolean): Fault {
  const reason = reasonOf(cause)
  if (TOO_OLD.test(reason)) return fault('TLS_TOO_OLD', { reason })
  // Words instead of a handshake, on a port that should begin with one: it is a clear CTRL port.
  if (implicit && /WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG/.test(reason)) return fault('TLS_NOT_OFFERED')
  return fault('TLS_FAILED', { reason })
}

/** Trouble on a connection in use. Errors: TLS_FAILED {reason}, CONNECTION_LOST {reason}. */
export function transferFault(cause: unknown): Fault {
  const reason = reasonOf(cause)
  return fault(/^ERR_(SSL|OSSL|TLS)|^EPROTO$/.test(reason) ? 'TLS_FAILED' : 'CONNECTION_LOST', { reason })
}

/** The error's code: a word of the system or of OpenSSL, never text of the other end. */
function reasonOf(cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  return typeof code === 'string' ? code : 'UNKNOWN'
}
