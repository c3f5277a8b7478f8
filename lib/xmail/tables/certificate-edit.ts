import { z } from 'zod'
import { err, ok, type Result } from '@/lib/errors'
import { catalogEntry } from '@/lib/xmail/catalog'
import { mailRootPath } from '@/lib/xmail/path'
import { type Document, fromByteString, parseDocument, toByteString } from '@/lib/xmail/tab'
import { type CertificateFile, isCertificatePath, readCertificateFile } from './certificate'
import { mailRootPathSchema } from './path-schema'
import { firstBadBlock } from './pem-text'
import { applyDistrust, applyTrust, distrustSchema, trustSchema } from './trusted-edit'

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

/** Takes away a list of whom to trust. */
const removeFile = z.object({ op: z.literal('remove-file') })

/**
 * What a person can do to a file of the TLS, as plain data. `install` and `restore` replace it as a whole, of server.key
 * with the key in it; `trust` and `distrust` change one certificate of certs.pem.
 */
export const certificateEditSchema = z.discriminatedUnion('op', [
  install,
  restore,
  trustSchema,
  distrustSchema,
  removeFile,
])
export type CertificateEdit = z.infer<typeof certificateEditSchema>

const table = z.literal('certificate')
const place = { table, path: mailRootPathSchema(isCertificatePath) }
const listPlace = { table, path: mailRootPathSchema((path) => path === 'certs.pem') }
/** Never the server's own certificate or key. */
const trustPlace = { table, path: mailRootPathSchema((path) => /^certs(\.pem$|\/[^/]+$)/.test(path)) }

/** The same with their table and file, as the registry knows them. */
export const certificateTableEditSchema = z.discriminatedUnion('op', [
  install.extend(place),
  restore.extend(place),
  trustSchema.extend(listPlace),
  distrustSchema.extend(listPlace),
  removeFile.extend(trustPlace),
])

/** What XMail finds in server.key; in every other file it looks for certificates (semantics.md 11). */
const KEY_LABELS: ReadonlySet<string> = new Set(['PRIVATE KEY', 'RSA PRIVATE KEY', 'EC PRIVATE KEY'])
/** The only names that OpenSSL looks for in a folder of authorities: the hash of a subject, and a number for its like. */
const HASHED = /^certs\/[0-9a-f]{8}\.\d{1,3}$/

/**
 * Does an edit, or refuses it as a whole. Errors: PEM_UNREADABLE {number}; PEM_WRONG_KIND {kind} (an encrypted key is one
 * too: XMail has no passphrase for it; so is a second key, of which it would read the first); EMPTY_BODY_REFUSED;
 * PATH_INVALID (a file of `certs` that nobody would find); NOTHING_TO_CHANGE; those of `applyTrust` and `applyDistrust`.
 * None has a detail of the text.
 */
export function applyCertificateEdit(
  doc: Document,
  edit: z.infer<typeof certificateTableEditSchema>,
): Result<Document> {
  if (!isCertificatePath(edit.path)) return err('TABLE_UNKNOWN', { path: edit.path })
  switch (edit.op) {
    case 'trust':
      return applyTrust(doc, edit)
    case 'distrust':
      return applyDistrust(doc, edit)
    case 'remove-file':
      return doc.lines.length === 0 ? err('NOTHING_TO_CHANGE') : ok({ ...doc, lines: [] })
    default:
      return replaceFile(doc, edit.path, edit)
  }
}

function replaceFile(
  doc: Document,
  path: CertificateFile,
  edit: z.infer<typeof install> | z.infer<typeof restore>,
): Result<Document> {
  const { text } = edit
  if (edit.op === 'install') {
    const wrong = checkPem(path, text)
    if (!wrong.ok) return wrong
  } else if (text.trim() === '') return err('EMPTY_BODY_REFUSED', { path })
  if (text === toByteString(bytesOf(doc))) return err('NOTHING_TO_CHANGE')
  return ok(openText(path, text))
}

function checkPem(path: CertificateFile, text: string): Result<null> {
  if (path.startsWith('certs/') && !HASHED.test(path)) return err('PATH_INVALID', { path })
  if (!text.endsWith('\n')) return err('PEM_UNREADABLE', { number: 1 })
  const bad = firstBadBlock(text.slice(0, -1).split('\n'))
  if (bad > 0) return err('PEM_UNREADABLE', { number: bad })
  const rows = readCertificateFile(openText(path, text))
  const isMeant = (label: string) => (path === 'server.key' ? KEY_LABELS.has(label) : label === 'CERTIFICATE')
  const other = rows.find(({ label }) => !isMeant(label))
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
