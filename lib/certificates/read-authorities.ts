import type { X509Certificate } from 'node:crypto'
import { err, ok, type Result } from '@/lib/errors'
import { isCertificate, parseCertificate } from './read-certificates'
import { type PemBlock, readPem, unreadable } from './read-pem'
import { readPkcs7 } from './read-pkcs7'

/**
 * The certificates of a text that somebody gives to be trusted, each once, in its order: PEM, PKCS#7 in PEM, and DER of
 * either kind that the browser has put between the marks of a certificate. Errors, in field `certificate`: those of
 * `readPem`; CERTIFICATES_ONLY {kind}; PEM_UNREADABLE {number}; CERTIFICATE_MISSING.
 */
export function readAuthorities(text: string): Result<readonly X509Certificate[]> {
  const blocks = readPem(text)
  if (!blocks.ok) return err(blocks.error.code, blocks.error.details, 'certificate')
  const found = new Map<string, X509Certificate>()
  for (const [i, block] of blocks.value.entries()) {
    if (!isMeant(block)) return err('CERTIFICATES_ONLY', { kind: block.label.toLowerCase() }, 'certificate')
    const certificates = readBlock(block)
    if (!certificates) return err('PEM_UNREADABLE', unreadable(i).error.details, 'certificate')
    for (const each of certificates) found.set(each.fingerprint256, each)
  }
  if (found.size > 0) return ok([...found.values()])
  const isNoPem = blocks.value.length === 0 && text.trim() !== ''
  return isNoPem
    ? err('PEM_UNREADABLE', { number: 1 }, 'certificate')
    : err('CERTIFICATE_MISSING', undefined, 'certificate')
}

function isMeant(block: PemBlock): boolean {
  return isCertificate(block) || block.label === 'PKCS7' || block.label === 'CMS'
}

function readBlock(block: PemBlock): X509Certificate[] | null {
  const certificate = isCertificate(block)
    ? parseCertificate(block.text.replaceAll('X509 CERTIFICATE', 'CERTIFICATE'))
    : null
  if (certificate) return [certificate]
  const base64 = block.text.split('\n').slice(1, -2).join('')
  return readPkcs7(Buffer.from(base64, 'base64'))?.flatMap((pem) => parseCertificate(pem) ?? []) ?? null
}
