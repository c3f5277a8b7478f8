import { err, ok, type Result } from '@/lib/errors'
import { type Document, decodeText, encodeText, type Line } from '@/lib/xmail/tab'
import { insertContents } from '@/lib/xmail/tab/edit'
import { replaceContents } from './change-lines'
import { readDisabled } from './read-disabled'
import type { TableForm } from './table-form'

/**
 * What a person wrote about a row, in the line above it. A comment that begins with `#:` belongs to its row and goes
 * wherever the row goes; any other comment may be a heading for what follows, so it is shown and never touched.
 */
export interface RowNote {
  /** Index of the comment's line in the Document, from 0. */
  readonly line: number
  /** Readable text, no bytes. */
  readonly text: string
  readonly own: boolean
}

const MARK = '#: '

/** The comment directly above a line. In a table with secrets only a note of the row's own: others may hold a password. */
export function readNote(doc: Document, line: number, form: TableForm): RowNote | null {
  const above = doc.lines[line - 1]
  if (above?.kind !== 'comment') return null
  const own = above.content.startsWith(MARK)
  if (form.secretColumn !== undefined && !isShownNote(above, form)) return null
  if (!own && readDisabled(above.content, form) !== null) return null
  const text = decodeText(doc, above.content.slice(own ? MARK.length : 1)).trim()
  // A line of dashes, or an empty comment, says nothing.
  return own || /[\p{L}\p{N}]/u.test(text) ? { line: line - 1, text, own } : null
}

/** Whether a line is a note that can be shown whatever the table hides. One with a TAB was not written as a note. */
export function isShownNote({ kind, content }: Line, form: TableForm): boolean {
  const isNote = kind === 'comment' && content.startsWith(MARK)
  return isNote && (form.secretColumn === undefined || !content.includes('\t'))
}

/** Where a row begins: at its own note, if it has one. */
export function startOfRow(doc: Document, line: number): number {
  const above = doc.lines[line - 1]
  return above?.kind === 'comment' && above.content.startsWith(MARK) ? line - 1 : line
}

/**
 * Writes, changes or (empty text) removes the note of the row in this line. Errors: those of `printNote`,
 * NOTHING_TO_CHANGE.
 */
export function writeNote(doc: Document, line: number, text: string): Result<Document> {
  const start = startOfRow(doc, line)
  const hasNote = start !== line
  if (text.trim() === '') {
    return hasNote ? ok({ ...doc, lines: doc.lines.toSpliced(start, 1) }) : err('NOTHING_TO_CHANGE')
  }
  const content = printNote(doc, text)
  if (!content.ok) return content
  if (!hasNote) return insertContents(doc, line, [content.value])
  if (doc.lines[start]?.content === content.value) return err('NOTHING_TO_CHANGE')
  return ok(replaceContents(doc, new Map([[start, content.value]])))
}

/**
 * A note as the content of a line, in the file's own encoding. Errors in field `note`: FIELD_HAS_TAB, FIELD_HAS_LINE_BREAK and
 * FIELD_HAS_NUL (what follows would be live), FIELD_NOT_ENCODABLE, LINE_TOO_LONG (XMail would read its tail as data),
 * FILE_NOT_EDITABLE where XMail knows no comments.
 */
export function printNote(doc: Document, text: string): Result<string> {
  const { lineLimit, comments } = doc.format
  if (!comments) return err('FILE_NOT_EDITABLE', { reason: 'no-comments' }, 'note')
  if (text.includes('\t')) return err('FIELD_HAS_TAB', undefined, 'note')
  if (/[\r\n]/.test(text)) return err('FIELD_HAS_LINE_BREAK', undefined, 'note')
  if (text.includes('\0')) return err('FIELD_HAS_NUL', undefined, 'note')
  const bytes = encodeText(doc, text.trim())
  if (!bytes.ok) return { ok: false, error: { ...bytes.error, field: 'note' } }
  const content = MARK + bytes.value
  return content.length > lineLimit
    ? err('LINE_TOO_LONG', { limit: lineLimit, length: content.length }, 'note')
    : ok(content)
}
