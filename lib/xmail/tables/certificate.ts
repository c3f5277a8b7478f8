import type { Document } from '@/lib/xmail/tab'
import { readPemText } from './pem-text'

/** A block of a PEM file: its kind and where it begins. Certificates and keys are read by who knows cryptography. */
export interface CertificateRow {
  /** Index of the line `-----BEGIN …`. */
  readonly line: number
  /** e.g. `CERTIFICATE`. */
  readonly label: string
}

/** The files that XMail's TLS loads by name at each handshake (semantics.md 11). */
export const CERTIFICATE_FILES = ['server.cert', 'server.key', 'certs.pem'] as const

export type CertificateFile = (typeof CERTIFICATE_FILES)[number]

export function isCertificatePath(path: string): path is CertificateFile {
  return CERTIFICATE_FILES.some((file) => file === path)
}

/** The blocks of a PEM file, in its order. What stands between them OpenSSL passes over, and so does this. */
export function readCertificateFile(doc: Document): CertificateRow[] {
  return readPemText(doc.lines.map(({ content }) => content))
}
