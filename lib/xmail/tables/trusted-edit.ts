import { z } from 'zod'
import { err, ok, type Result } from '@/lib/errors'
import type { Document } from '@/lib/xmail/tab'
import { makeLine } from '@/lib/xmail/tab/line'
import { type CertificateRow, readCertificateFile } from './certificate'
import { firstBadBlock } from './pem-text'

const MAX_BLOCK_CHARACTERS = 64 * 1024
/** The list of a browser has some 150. */
const MAX_TRUSTED = 500

/** Of whom the edit is, for its words. Nothing depends on it. */
const subject = z.string().max(300)

/** Adds certificates at the end of the list. */
export const trustSchema = z.object({
  op: z.literal('trust'),
  certificates: z
    .array(
      z.object({
        /** One PEM block, LF behind each line. */
        text: z.string().min(1).max(MAX_BLOCK_CHARACTERS),
        subject,
      }),
    )
    .min(1)
    .max(MAX_TRUSTED),
})
/** Takes one block out, whatever it holds. */
export const distrustSchema = z.object({
  op: z.literal('distrust'),
  /** Index of its first line; of two copies it tells which. */
  line: z.number().int().min(0),
  /** The block as `CertificateRow.text` has it. */
  text: z.string().min(1).max(MAX_BLOCK_CHARACTERS),
  subject,
})

/**
 * Adds certificates behind all that there is; every byte of the file stays. Errors: PEM_UNREADABLE {number},
 * PEM_WRONG_KIND {kind}, CERTIFICATE_DUPLICATE {subject}.
 */
export function applyTrust(doc: Document, { certificates }: z.infer<typeof trustSchema>): Result<Document> {
  const there = new Set(readCertificateFile(doc).map(({ text }) => bodyOf(text)))
  const added: Document['lines'][number][] = []
  for (const [i, { text, subject }] of certificates.entries()) {
    const lines = readBlock(text, i + 1)
    if (!lines.ok) return lines
    const body = bodyOf(text)
    if (there.has(body)) return err('CERTIFICATE_DUPLICATE', { subject }, 'certificate')
    there.add(body)
    added.push(...lines.value.map((content) => makeLine(content + doc.lineEnd, doc.format)))
  }
  return ok({ ...doc, lines: [...endLast(doc), ...added] })
}

/** The lines of a text that is one certificate and nothing else. */
function readBlock(text: string, number: number): Result<readonly string[]> {
  const lines = text.split('\n')
  if (lines.pop() !== '' || firstBadBlock(lines) > 0) return err('PEM_UNREADABLE', { number })
  const label = /^-----BEGIN (.*)-----$/.exec(lines[0] ?? '')?.[1] ?? ''
  if (label !== 'CERTIFICATE') return err('PEM_WRONG_KIND', { kind: label.toLowerCase() })
  const isOne = lines.indexOf('-----END CERTIFICATE-----') === lines.length - 1
  return isOne ? ok(lines) : err('PEM_UNREADABLE', { number })
}

/** A file whose last line is open would take BEGIN into it. */
function endLast(doc: Document): Document['lines'] {
  const last = doc.lines.at(-1)
  if (!last || last.raw.endsWith('\n')) return doc.lines
  return doc.lines.with(-1, makeLine(last.raw + doc.lineEnd, doc.format))
}

/**
 * Takes a block out, and nothing beside it: a comment may be of the block or of the next. Errors: ROW_NOT_FOUND {line};
 * LAST_CERTIFICATE (a file without one is no empty list: every handshake that checks would fail, semantics.md 11).
 */
export function applyDistrust(doc: Document, edit: z.infer<typeof distrustSchema>): Result<Document> {
  const rows = readCertificateFile(doc)
  const same = rows.filter(({ text }) => text === edit.text)
  const row = same.find(({ line }) => line === edit.line) ?? (same.length === 1 ? same[0] : undefined)
  if (!row) return err('ROW_NOT_FOUND', { line: edit.line + 1 })
  if (rows.every((each) => each === row || !isTrusted(each))) return err('LAST_CERTIFICATE')
  return ok({ ...doc, lines: doc.lines.toSpliced(row.line, row.end - row.line + 1) })
}

/** Whether a block is one that OpenSSL takes as trusted. `TRUSTED CERTIFICATE` is OpenSSL's own form of it. */
export function isTrusted({ label }: Pick<CertificateRow, 'label'>): boolean {
  return label === 'CERTIFICATE' || label === 'X509 CERTIFICATE' || label === 'TRUSTED CERTIFICATE'
}

/** The base64 of a block alone: two copies may be broken into lines of different lengths. */
export function bodyOf(text: string): string {
  return text.replaceAll(/-----[^-]*-----|\s/g, '')
}
