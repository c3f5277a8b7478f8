import { err, ok, type Result } from '@/lib/errors'
import { fromByteString } from './byte-string'
import type { Document } from './document'
import { detectEncoding } from './encoding'
import { printFields } from './field'
import { makeLine } from './line'

/** A line index (the new line comes before it), or the end of the file. */
export type Place = number | 'end'

/**
 * Adds one line of data, in the file's own quoting and line end. Errors: those of `checkField` with `column`,
 * LINE_TOO_LONG, ROW_NOT_FOUND (no such place).
 */
export function insertFields(doc: Document, at: Place, fields: readonly string[]): Result<Document> {
  const content = printFields(fields, doc.quoting, doc.format)
  return content.ok ? insertContents(doc, at, [content.value]) : content
}

/**
 * Adds many lines of data in their order, all or none, in time linear to the file and the rows. Errors as for
 * `insertFields`, with `row`, counted from 1, where there are more rows than one.
 */
export function insertManyFields(
  doc: Document,
  at: Place,
  rows: readonly (readonly string[])[],
): Result<Document> {
  const contents: string[] = []
  for (const [i, fields] of rows.entries()) {
    const content = printFields(fields, doc.quoting, doc.format)
    if (!content.ok) {
      return rows.length > 1 ? err(content.error.code, { ...content.error.details, row: i + 1 }) : content
    }
    contents.push(content.value)
  }
  return insertContents(doc, at, contents)
}

/** Writes a line anew, in the file's quoting; its own line end stays. Errors as for `insertFields`. */
export function replaceFields(doc: Document, lineIndex: number, fields: readonly string[]): Result<Document> {
  const old = doc.lines[lineIndex]
  if (!old) return err('ROW_NOT_FOUND', { line: lineIndex })
  const content = printFields(fields, doc.quoting, doc.format)
  if (!content.ok) return content
  const line = makeLine(content.value + old.raw.slice(old.content.length), doc.format)
  return ok({ ...doc, lines: doc.lines.with(lineIndex, line), encoding: encodingWith(doc, [content.value]) })
}

/**
 * Writes one field of a line anew: the `field`-th of those that XMail reads, from 0, in the quoting that it had. Every
 * other byte of the line stays. Errors: those of `checkField`, LINE_TOO_LONG, ROW_NOT_FOUND (no such line or field).
 */
export function replaceField(
  doc: Document,
  lineIndex: number,
  field: number,
  value: string,
): Result<Document> {
  const old = doc.lines[lineIndex]
  // Fields at even places, the TABs between them at odd ones; an empty piece is no field (semantics.md 1.2).
  const pieces = old?.content.split(/(\t+)/) ?? []
  const fields = pieces.flatMap((piece, i) => (i % 2 === 0 && piece !== '' ? [i] : []))
  const place = fields[field]
  if (!old || place === undefined) return err('ROW_NOT_FOUND', { line: lineIndex })
  const written = printFields([value], pieces[place]?.startsWith('"') ? 'quoted' : 'bare', doc.format)
  if (!written.ok) return written
  const content = pieces.with(place, written.value).join('')
  const { lineLimit } = doc.format
  if (content.length > lineLimit) return err('LINE_TOO_LONG', { limit: lineLimit, length: content.length })
  const line = makeLine(content + old.raw.slice(old.content.length), doc.format)
  return ok({ ...doc, lines: doc.lines.with(lineIndex, line), encoding: encodingWith(doc, [written.value]) })
}

/** Takes a line out with its line end. No such line is a bug of the caller, and throws. */
export function removeLine(doc: Document, lineIndex: number): Document {
  if (!(lineIndex in doc.lines)) throw new RangeError(`no line ${lineIndex}`)
  return { ...doc, lines: doc.lines.toSpliced(lineIndex, 1) }
}

/**
 * Adds lines from contents that are known to be writable. At the end of a file without a final line end, one is put
 * between and the new last line has none either: the old bytes stay a prefix.
 */
export function insertContents(doc: Document, at: Place, contents: readonly string[]): Result<Document> {
  const { lines, lineEnd, format } = doc
  const index = at === 'end' ? lines.length : at
  if (!Number.isInteger(index) || index < 0 || index > lines.length) return err('ROW_NOT_FOUND', { line: at })
  if (contents.length === 0) return ok(doc)
  const before = lines.slice(0, index)
  const open = before.at(-1)
  // Only the last line of a file can be without.
  const isOpen = open !== undefined && !open.raw.endsWith('\n')
  if (isOpen) before[index - 1] = makeLine(open.raw + lineEnd, format)
  const added = contents.map((content, i) =>
    makeLine(isOpen && i === contents.length - 1 ? content : content + lineEnd, format),
  )
  return ok({
    ...doc,
    lines: before.concat(added, lines.slice(index)),
    encoding: encodingWith(doc, contents),
  })
}

/** A file keeps its encoding; one that was ASCII takes that of the bytes that come in. */
export function encodingWith(doc: Document, contents: readonly string[]): Document['encoding'] {
  return doc.encoding === 'ascii' ? detectEncoding(fromByteString(contents.join('\n'))) : doc.encoding
}
