import { z } from 'zod'
import { err, type Fault, fault, ok, type Result } from '@/lib/errors'
import type { Document, TabFormat } from '@/lib/xmail/tab'
import { encodingWith } from '@/lib/xmail/tab/edit'
import { mailRootPathSchema } from './path-schema'
import { explainTextRefusal, mayCreateAsText, type TextRefusal } from './text-file'
import { hunkSchema, replaceHunks } from './text-hunks'

/**
 * A change of a whole file as text: which lines became which, in the file's order. Any path is taken here and refused by
 * `applyTextEdit`, so that a person is told why.
 */
export const textTableEditSchema = z.object({
  table: z.literal('text'),
  path: mailRootPathSchema(() => true),
  op: z.literal('change'),
  hunks: z.array(hunkSchema).min(1).max(20_000),
})

export type TextTableEdit = z.infer<typeof textTableEditSchema>

/**
 * Does an edit, or refuses it as a whole; lines that it leaves alone are shared with the old Document. Errors: TABLE_INDEXED,
 * TABLE_UNKNOWN, FILE_NOT_AS_TEXT (`explainTextRefusal`; also a file that may not come into being so), ROW_NOT_FOUND {line}
 * (a hunk no longer fits), those of `checkTextLine` with `line`, EMPTY_BODY_REFUSED (XMail would delete the file),
 * INPUT_INVALID (a line without an end is not the last), NOTHING_TO_CHANGE. Lines are 1-based.
 */
export function applyTextEdit(doc: Document, { path, hunks }: TextTableEdit): Result<Document> {
  const refusal = explainTextRefusal(path)
  if (refusal) return err(codeOf(refusal), { path })
  if (doc.lines.length === 0 && !mayCreateAsText(path)) return err('FILE_NOT_AS_TEXT', { path })
  const lines = replaceHunks(doc, hunks, checkTextLine)
  if (!lines.ok) return lines
  const changed = lines.value
  if (changed.length === 0) return err('EMPTY_BODY_REFUSED', { path })
  if (changed.slice(0, -1).some((line) => !line.raw.endsWith('\n'))) return err('INPUT_INVALID')
  const isSame =
    changed.length === doc.lines.length && changed.every((line, i) => line.raw === doc.lines[i]?.raw)
  if (isSame) return err('NOTHING_TO_CHANGE')
  const added = hunks.flatMap((hunk) => hunk.now)
  return ok({ ...doc, lines: changed, encoding: encodingWith(doc, added) })
}

/**
 * What is wrong with a line that a person has written, its end left out; null: nothing. FIELD_HAS_NUL, FIELD_HAS_LINE_BREAK
 * (a CR: in a terminal it hides what is before it), LINE_TOO_LONG {limit, length} (the rest would be a line of its own to
 * XMail, live even where the line is a comment: semantics.md 1.1).
 */
export function checkTextLine(content: string, { lineLimit }: TabFormat): Fault | null {
  if (content.includes('\0')) return fault('FIELD_HAS_NUL')
  if (content.includes('\r')) return fault('FIELD_HAS_LINE_BREAK')
  return content.length > lineLimit
    ? fault('LINE_TOO_LONG', { limit: lineLimit, length: content.length })
    : null
}

function codeOf(refusal: TextRefusal) {
  if (refusal === 'indexed') return 'TABLE_INDEXED'
  return refusal === 'unknown' ? 'TABLE_UNKNOWN' : 'FILE_NOT_AS_TEXT'
}
