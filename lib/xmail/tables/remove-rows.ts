import { ok, type Result } from '@/lib/errors'
import { type Document, insertComment } from '@/lib/xmail/tab'
import { locateRows, type RowRef } from './locate-rows'

/**
 * Takes rows out with their lines. A file that would be left without a byte gets a comment instead: XMail deletes a
 * file that is written empty, and for some tables a missing file refuses everything (semantics.md 0.1).
 * Error: ROW_NOT_FOUND {line}.
 */
export function removeRows(doc: Document, refs: readonly RowRef[], commentIfEmpty: string): Result<Document> {
  const found = locateRows(doc, refs)
  if (!found.ok) return found
  const gone = new Set(found.value)
  const left: Document = { ...doc, lines: doc.lines.filter((_, line) => !gone.has(line)) }
  return left.lines.length === 0 ? insertComment(left, 'end', commentIfEmpty) : ok(left)
}
