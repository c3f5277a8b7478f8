import type { Document } from '@/lib/xmail/tab'
import { countOpenBlocks, readPemText } from './pem-text'

/** A block of a PEM file: its kind and its place. Certificates and keys are read by who knows cryptography. */
export interface CertificateRow {
  /** Index of the line `-----BEGIN …`. */
  readonly line: number
  /** Index of the line `-----END …`. */
  readonly end: number
  /** e.g. `CERTIFICATE`. */
  readonly label: string
  /** Its lines without blanks at their ends, LF behind each: what two copies of one block share. */
  readonly text: string
}

/** The files that XMail's TLS loads by name at each handshake (semantics.md 11). */
export const CERTIFICATE_FILES = ['server.cert', 'server.key', 'certs.pem'] as const

/** One of them, or a file of the folder `certs`, in which OpenSSL looks for one name only: the hash of a subject. */
export type CertificateFile = (typeof CERTIFICATE_FILES)[number] | `certs/${string}`

export function isCertificatePath(path: string): path is CertificateFile {
  return CERTIFICATE_FILES.some((file) => file === path) || /^certs\/[^/]+$/.test(path)
}

/** The blocks of a PEM file, in its order. What stands between them OpenSSL passes over, and so does this. */
export function readCertificateFile(doc: Document): CertificateRow[] {
  const lines = doc.lines.map(({ content }) => content.trimEnd())
  return readPemText(lines).map((place) => ({
    ...place,
    text: `${lines.slice(place.line, place.end + 1).join('\n')}\n`,
  }))
}

/** Whether a block is begun and not ended: OpenSSL then gives the whole file up. */
export function isCutShort(doc: Document): boolean {
  return countOpenBlocks(doc.lines.map(({ content }) => content)) > 0
}
