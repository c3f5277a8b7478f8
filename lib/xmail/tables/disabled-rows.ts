import { err, ok, type Result } from '@/lib/errors'
import { checkField, type Document, type Line, quote, readTokens } from '@/lib/xmail/tab'
import { replaceContents } from './change-lines'
import { locateRows, type RowRef } from './locate-rows'
import { readDisabled } from './read-disabled'
import { sightOf } from './row-sight'
import type { TableForm } from './table-form'

/**
 * Switches rows off: each stays in its place as a comment. Errors: ROW_NOT_FOUND; ROW_CANNOT_BE_DISABLED {line} for a
 * line that XMail ignores, reads in pieces, or that would not be recognised as a row any more; LINE_TOO_LONG.
 */
export function disableRows(doc: Document, refs: readonly RowRef[], form: TableForm): Result<Document> {
  if (!doc.format.comments) return err('FILE_NOT_EDITABLE', { reason: 'no-comments' })
  const found = locateRows(doc, refs, sightOf(form))
  if (!found.ok) return found
  const contents = new Map<number, string>()
  for (const index of found.value) {
    const line = doc.lines[index]
    const content = line && commentOut(line, form)
    if (!content) return err('ROW_CANNOT_BE_DISABLED', { line: index + 1 })
    const { lineLimit } = doc.format
    if (content.length > lineLimit) return err('LINE_TOO_LONG', { limit: lineLimit, length: content.length })
    contents.set(index, content)
  }
  return ok(replaceContents(doc, contents))
}

/** Switches rows on again. Errors: ROW_NOT_FOUND, for a line that is no row switched off too. */
export function enableRows(doc: Document, refs: readonly RowRef[], form: TableForm): Result<Document> {
  const found = locateRows(doc, refs, sightOf(form))
  if (!found.ok) return found
  const contents = new Map<number, string>()
  for (const index of found.value) {
    const row = readDisabled(doc.lines[index]?.content ?? '', form)
    if (row === null) return err('ROW_NOT_FOUND', { line: index + 1 })
    contents.set(index, row)
  }
  return ok(replaceContents(doc, contents))
}

/** As it is, if it would be known for a row again, else in quotes. Null: neither would be. */
function commentOut({ kind, content }: Line, form: TableForm): string | null {
  const tokens = readTokens(content)
  if (kind !== 'data' || content.includes('\0') || !form.isLive(tokens)) return null
  if (readDisabled(`#${content}`, form) === content) return `#${content}`
  const quoted = tokens.map(quote).join('\t')
  const isSame = tokens.every((token) => checkField(token).ok)
  return isSame && readDisabled(`#${quoted}`, form) === quoted ? `#${quoted}` : null
}
