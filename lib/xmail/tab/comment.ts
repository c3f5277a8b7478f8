import { err, type Result } from '@/lib/errors'
import type { Document } from './document'
import { insertContents, type Place } from './edit'
import { encodeText } from './text'

/**
 * Adds a comment (`# text`) in the file's own encoding and line end. Errors: FIELD_HAS_LINE_BREAK and FIELD_HAS_NUL (what
 * follows would be live), FIELD_NOT_ENCODABLE, LINE_TOO_LONG (XMail would read the tail as a line of data),
 * FILE_NOT_EDITABLE with `reason` `no-comments` where XMail knows none (in ctrlaccounts.tab it would be an account),
 * ROW_NOT_FOUND (no such place).
 */
export function insertComment(doc: Document, at: Place, text: string): Result<Document> {
  const { lineLimit, comments } = doc.format
  if (!comments) return err('FILE_NOT_EDITABLE', { reason: 'no-comments' })
  if (/[\r\n]/.test(text)) return err('FIELD_HAS_LINE_BREAK')
  if (text.includes('\0')) return err('FIELD_HAS_NUL')
  const bytes = encodeText(doc, text)
  if (!bytes.ok) return bytes
  const content = bytes.value === '' ? '#' : `# ${bytes.value}`
  if (content.length > lineLimit) return err('LINE_TOO_LONG', { limit: lineLimit, length: content.length })
  return insertContents(doc, at, [content])
}
