import type { X509Certificate } from 'node:crypto'
import type { TLSSocket } from 'node:tls'
import { err, ok, type Result } from '@/lib/errors'
import type { CtrlConnection } from '../connection'
import { startDeadline } from '../deadline'
import type { CallOptions } from '../store'
import { fingerprintOf, shownName, untrustedReason } from './judge-certificate'
import { openTransport } from './open-transport'

/** What a server shows for itself, for a person to compare and confirm. All text is the other end's own word. */
export interface CertificateReport {
  readonly subject: string
  readonly issuer: string
  /** ISO 8601. */
  readonly validFrom: string
  readonly validTo: string
  /** Lower-case hex of the DER, as a pin has it. */
  readonly sha256: string
  /** The host names and addresses that it is for. */
  readonly names: readonly string[]
  /** Signed by an authority that this machine trusts, for this name, and neither too early nor too late. */
  readonly trustedBySystem: boolean
  /** OpenSSL's word for what is wrong, e.g. DEPTH_ZERO_SELF_SIGNED_CERT; null if trustedBySystem. */
  readonly untrustedReason: string | null
  /** e.g. 'TLSv1.3'. */
  readonly protocol: string
}

const MAX_NAMES = 100

/**
 * Connects, starts TLS without trusting anybody, looks, and hangs up: no sign-in is sent. Errors: those of openTransport;
 * TLS_NOT_OFFERED for a connection without encryption too.
 */
export async function inspectCtrlCertificate(
  connection: CtrlConnection,
  options: CallOptions = {},
): Promise<Result<CertificateReport>> {
  if (connection.encryption === 'none') return err('TLS_NOT_OFFERED')
  const deadline = startDeadline(options.timeoutMs ?? 15_000, options.signal)
  try {
    const transport = await openTransport({ ...connection, trust: { by: 'system' } }, deadline)
    if (!transport.ok) return transport
    const { wire, secured } = transport.value
    const certificate = secured?.getPeerX509Certificate()
    const report = secured && certificate ? ok(reportOn(certificate, secured)) : err('TLS_FAILED')
    wire.finish()
    return report
  } finally {
    deadline.dispose()
  }
}

function reportOn(certificate: X509Certificate, socket: TLSSocket): CertificateReport {
  return {
    subject: shownName(certificate.subject),
    issuer: shownName(certificate.issuer),
    validFrom: isoTime(certificate.validFrom),
    validTo: isoTime(certificate.validTo),
    sha256: fingerprintOf(certificate),
    names: namesOf(certificate),
    trustedBySystem: socket.authorized,
    untrustedReason: socket.authorized ? null : untrustedReason(socket),
    protocol: socket.getProtocol() ?? '',
  }
}

/** OpenSSL prints "Nov  4 02:36:00 2026 GMT". */
function isoTime(printed: string): string {
  const time = new Date(printed)
  return Number.isNaN(time.getTime()) ? shownName(printed) : time.toISOString()
}

/** "DNS:a.test, IP Address:192.0.2.1", with JSON quoting around a name that has a comma. Without any: the common name. */
function namesOf(certificate: X509Certificate): string[] {
  const listed = certificate.subjectAltName?.matchAll(/(?:DNS|IP Address):("(?:[^"\\]|\\.)*"|[^,]*)/g) ?? []
  const names = Array.from(listed, ([, name = '']) => shownName(name)).slice(0, MAX_NAMES)
  const commonName = /^CN=(.*)$/m.exec(certificate.subject)?.[1]
  return names.length > 0 || commonName === undefined ? names : [shownName(commonName)]
}
