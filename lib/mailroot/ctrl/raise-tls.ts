import { isIP } from 'node:net'
import type { Duplex } from 'node:stream'
import * as tls from 'node:tls'
import { ok, type Result } from '@/lib/errors'
import type { CtrlConnection } from '../connection'
import type { Deadline } from '../deadline'
import { handshakeFault } from '../socket-fault'
import { tlsContext } from './tls-context'

/**
 * TLS on a connected socket, or on any stream. Whom it reached is not decided here: the handshake always goes through, so that an
 * untrusted certificate can be named, and nothing may be sent before `judgeCertificate` has agreed.
 * Errors: TLS_TOO_OLD, TLS_FAILED, TLS_NOT_OFFERED (words where the handshake should be), TIMED_OUT, CANCELLED.
 */
export function raiseTls(
  socket: Duplex,
  connection: CtrlConnection,
  deadline: Deadline,
): Promise<Result<tls.TLSSocket>> {
  if (deadline.cut) {
    socket.destroy()
    return Promise.resolve({ ok: false, error: deadline.cut })
  }
  const name = connection.serverName ?? connection.host
  const secured = tls.connect({
    socket,
    secureContext: tlsContext(connection.trust, connection.allowOldTls),
    rejectUnauthorized: false,
    // An address is not allowed as SNI, and Node would otherwise check the certificate against 'localhost'.
    host: name,
    servername: isIP(name) ? '' : name,
    checkServerIdentity: (_host, certificate) => tls.checkServerIdentity(name, certificate),
  })
  secured.on('error', () => {})
  return new Promise((resolve) => {
    const finish = (result: Result<tls.TLSSocket>): void => {
      stopListening()
      secured.off('secureConnect', onSecure).off('error', onError).off('close', onClose)
      if (!result.ok) secured.destroy()
      resolve(result)
    }
    const onSecure = (): void => finish(ok(secured))
    const onError = (cause: Error): void =>
      finish({ ok: false, error: handshakeFault(cause, connection.encryption === 'tls') })
    const onClose = (): void => finish({ ok: false, error: handshakeFault(undefined, false) })
    secured.on('secureConnect', onSecure).on('error', onError).on('close', onClose)
    const stopListening = deadline.onCut((cut) => finish({ ok: false, error: cut }))
  })
}
