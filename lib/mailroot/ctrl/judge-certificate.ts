import { createHash, type X509Certificate } from 'node:crypto'
import type { TLSSocket } from 'node:tls'
import { type Fault, fault } from '@/lib/errors'
import type { CtrlConnection } from '../connection'

/**
 * Whether the other end is who the person trusts; null if so. A pin is the certificate itself and nothing else: with
 * it neither authorities, name nor dates matter, and any other certificate is refused loudly.
 * Errors: CERTIFICATE_CHANGED {expected, fingerprint, subject}, CERTIFICATE_UNTRUSTED {reason, fingerprint, subject}.
 */
export function judgeCertificate(socket: TLSSocket, trust: CtrlConnection['trust']): Fault | null {
  const certificate = socket.getPeerX509Certificate()
  if (!certificate)
    return fault('CERTIFICATE_UNTRUSTED', { reason: 'NO_CERTIFICATE', fingerprint: '', subject: '' })
  const fingerprint = fingerprintOf(certificate)
  const subject = shownName(certificate.subject)
  if (trust.by === 'pin') {
    return fingerprint === trust.sha256
      ? null
      : fault('CERTIFICATE_CHANGED', { expected: trust.sha256, fingerprint, subject })
  }
  return socket.authorized
    ? null
    : fault('CERTIFICATE_UNTRUSTED', { reason: untrustedReason(socket), fingerprint, subject })
}

/** OpenSSL's word for what is wrong, e.g. CERT_HAS_EXPIRED. Node types it as an Error; it is the Error's code. */
export function untrustedReason(socket: TLSSocket): string {
  const reason: unknown = socket.authorizationError
  return typeof reason === 'string' ? reason : 'UNKNOWN'
}

/** Lower-case hex SHA-256 of the certificate (DER), as a pin has it. */
export function fingerprintOf(certificate: X509Certificate): string {
  return createHash('sha256').update(certificate.raw).digest('hex')
}

/** A name of a certificate on one line. It is the other end's text and reaches pages and logs. */
export function shownName(name: string | undefined): string {
  return (name ?? '')
    .split('\n')
    .join(', ')
    .replace(/[\x00-\x1f\x7f-\x9f]/g, '?')
    .slice(0, 200)
}
