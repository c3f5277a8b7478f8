import { z } from 'zod'
import { err, ok, type Result } from '@/lib/errors'
import { catalogEntry } from '@/lib/xmail/catalog'
import { mailRootPath } from '@/lib/xmail/path'
import { type Document, fromByteString, parseDocument, toByteString } from '@/lib/xmail/tab'
import { type CertificateFile, isCertificatePath, readCertificateFile } from './certificate'
import { mailRootPathSchema } from './path-schema'
import { firstBadBlock } from './pem-text'

/** Long chains have some 10 KB; what is larger is no certificate. */
export const MAX_PEM_CHARACTERS = 256 * 1024

/** What the edit is about, for its words: who stages it has read the certificate. Nothing depends on it. */
const about = z.object({
  names: z.array(z.string().max(300)).max(100),
  /** Milliseconds since the epoch. */
  validTo: z.number().int(),
  /** e.g. `RSA 2048`. */
  key: z.string().max(60),
})

const install = z.object({
  op: z.literal('install'),
  /** PEM and nothing else, LF behind each line. */
  text: z.string().min(1).max(MAX_PEM_CHARACTERS),
  about: about.nullable(),
})
/** The bytes of an earlier revision as a byte string, whatever stands in them: for taking an installation back. */
const restore = z.object({
  op: z.literal('restore'),
  text: z
    .string()
    .min(1)
    .max(4 * MAX_PEM_CHARACTERS)
    .regex(/^[\0-\xff]*$/),
})

/** What a person can do to a file of the TLS. Each replaces it as a whole: plain data, of server.key with the key in it. */
export const certificateEditSchema = z.discriminatedUnion('op', [install, restore])
export type CertificateEdit = z.infer<typeof certificateEditSchema>

const place = { table: z.literal('certificate'), path: mailRootPathSchema(isCertificatePath) }

/** The same with their table and file, as the registry knows them. */
export const certificateTableEditSchema = z.discriminatedUnion('op', [
  install.extend(place),
  restore.extend(place),
])

/** What XMail finds in each file (semantics.md 11). */
const LABELS: Readonly<Record<CertificateFile, ReadonlySet<string>>> = {
  'server.cert': new Set(['CERTIFICATE']),
  'certs.pem': new Set(['CERTIFICATE']),
  'server.key': new Set(['PRIVATE KEY', 'RSA PRIVATE KEY', 'EC PRIVATE KEY']),
}

/**
 * Replaces the file. Errors: PEM_UNREADABLE {number}; PEM_WRONG_KIND {kind} (an encrypted key is one too: XMail has no
 * passphrase for it; so is a second key, of which it would read the first); EMPTY_BODY_REFUSED; NOTHING_TO_CHANGE. None
 * has a detail of the text.
 */
export function applyCertificateEdit(
  doc: Document,
  edit: z.infer<typeof certificateTableEditSchema>,
): Result<Document> {
  const { path, text } = edit
  if (!isCertificatePath(path)) return err('TABLE_UNKNOWN', { path })
  if (edit.op === 'install') {
    const wrong = checkPem(path, text)
    if (!wrong.ok) return wrong
  } else if (text.trim() === '') return err('EMPTY_BODY_REFUSED', { path })
  if (text === toByteString(bytesOf(doc))) return err('NOTHING_TO_CHANGE')
  return ok(openText(path, text))
}

function checkPem(path: CertificateFile, text: string): Result<null> {
  if (!text.endsWith('\n')) return err('PEM_UNREADABLE', { number: 1 })
  const bad = firstBadBlock(text.slice(0, -1).split('\n'))
  if (bad > 0) return err('PEM_UNREADABLE', { number: bad })
  const rows = readCertificateFile(openText(path, text))
  const other = rows.find(({ label }) => !LABELS[path].has(label))
  if (other) return err('PEM_WRONG_KIND', { kind: other.label.toLowerCase() })
  return path === 'server.key' && rows.length > 1 ? err('PEM_UNREADABLE', { number: 2 }) : ok(null)
}

function openText(path: CertificateFile, text: string): Document {
  const format = catalogEntry(mailRootPath(path))?.format
  if (!format) throw new Error(`${path} is not in the catalog`)
  return parseDocument(fromByteString(text), format)
}

function bytesOf(doc: Document): Uint8Array {
  return fromByteString(doc.lines.map((line) => line.raw).join(''))
}
