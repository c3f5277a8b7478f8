import { X509Certificate } from 'node:crypto'
import { err, ok, type Result } from '@/lib/errors'
import { type PemBlock, unreadable } from './read-pem'

const LABELS: ReadonlySet<string> = new Set(['CERTIFICATE', 'X509 CERTIFICATE'])

export function isCertificate({ label }: Pick<PemBlock, 'label'>): boolean {
  return LABELS.has(label)
}

/** The certificates among some blocks, each once. Error: PEM_UNREADABLE {number}: its place among the blocks, from 1. */
export function readCertificates(blocks: readonly PemBlock[]): Result<readonly X509Certificate[]> {
  const found = new Map<string, X509Certificate>()
  for (const [i, block] of blocks.entries()) {
    if (!isCertificate(block)) continue
    const certificate = parseCertificate(block.text.replaceAll('X509 CERTIFICATE', 'CERTIFICATE'))
    if (!certificate) return unreadable(i)
    found.set(certificate.fingerprint256, certificate)
  }
  return found.size > 0 ? ok([...found.values()]) : err('CERTIFICATE_MISSING', undefined, 'certificate')
}

/** A certificate from PEM or DER; null where it is none. */
export function parseCertificate(source: string | Uint8Array): X509Certificate | null {
  try {
    return new X509Certificate(typeof source === 'string' ? source : Buffer.from(source))
  } catch {
    return null
  }
}
