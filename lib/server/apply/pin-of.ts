import { fingerprintOf, parseCertificate } from '@/lib/certificates'

/** What a console pins of the certificate that XMail serves with this file, its first one; null: there is none. */
export function pinOf(bytes: Uint8Array | null): string | null {
  const certificate = bytes && parseCertificate(bytes)
  return certificate ? fingerprintOf(certificate) : null
}
