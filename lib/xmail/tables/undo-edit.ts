import { z } from 'zod'
import { err, ok, type Result } from '@/lib/errors'
import { catalogEntry } from '@/lib/xmail/catalog'
import type { MailRootPath } from '@/lib/xmail/path'
import { parseChangedPath } from '@/lib/xmail/start-file-path'
import { type Document, insertComment } from '@/lib/xmail/tab'
import { encodingWith } from '@/lib/xmail/tab/edit'
import { makeLine } from '@/lib/xmail/tab/line'
import { hunkSchema, rawLines, replaceHunks } from './text-hunks'

/** Which change is meant, for the words of the edit. Nothing depends on it. */
const aboutSchema = z.object({
  /** `undo`: that change is taken back. `restore`: the file becomes what it was after that change. */
  goal: z.enum(['undo', 'restore']),
  revisionId: z.string().max(100),
  /** Milliseconds since the epoch. */
  startedAt: z.number().int(),
  actorName: z.string().max(300),
  origin: z.enum(['person', 'console', 'outside']),
})

export type UndoAbout = z.infer<typeof aboutSchema>

const place = {
  table: z.literal('undo'),
  path: z.custom<MailRootPath>(
    (value) => typeof value === 'string' && parseChangedPath(value).ok,
    'no path of a file that can have been changed',
  ),
  about: aboutSchema,
}

/**
 * Bytes that a file had once, put back. Made on the server from what was kept there and never taken from a browser: it
 * writes files with secrets, whose lines no browser has seen.
 */
export const undoTableEditSchema = z.discriminatedUnion('op', [
  z.object({ ...place, op: z.literal('change'), hunks: z.array(hunkSchema).min(1).max(20_000) }),
  z.object({ ...place, op: z.literal('create-file'), lines: rawLines.min(1) }),
  /** `lines`: all of the file, which is removed as this and as nothing else. */
  z.object({ ...place, op: z.literal('remove-file'), lines: rawLines }),
])

export type UndoTableEdit = z.infer<typeof undoTableEditSchema>

/**
 * Does an edit, or refuses it as a whole. A line is not judged: the server has held it. A table without a line gets a
 * comment. Errors: TABLE_INDEXED, TABLE_UNKNOWN,
 * ROW_NOT_FOUND {line} (the file is another by now), EMPTY_BODY_REFUSED (XMail would delete the file), NOTHING_TO_CHANGE.
 */
export function applyUndoEdit(doc: Document, edit: UndoTableEdit): Result<Document> {
  const { path } = edit
  const entry = catalogEntry(path)
  if (!entry) return err('TABLE_UNKNOWN', { path })
  if (entry.indexed) return err('TABLE_INDEXED', { path })
  if (edit.op === 'change') return applyHunks(doc, edit)
  const isSame =
    doc.lines.length === edit.lines.length && doc.lines.every(({ raw }, i) => raw === edit.lines[i])
  if (edit.op === 'remove-file') return isSame ? ok({ ...doc, lines: [] }) : err('ROW_NOT_FOUND', { line: 1 })
  if (doc.lines.length > 0) return isSame ? err('NOTHING_TO_CHANGE') : err('ROW_NOT_FOUND', { line: 1 })
  const lines = edit.lines.map((raw) => makeLine(raw, doc.format))
  return ok({ ...doc, lines, encoding: encodingWith(doc, edit.lines) })
}

function applyHunks(
  doc: Document,
  { path, hunks }: Extract<UndoTableEdit, { op: 'change' }>,
): Result<Document> {
  const replaced = replaceHunks(doc, hunks)
  if (!replaced.ok) return replaced
  const lines = replaced.value
  if (lines.length === 0) {
    // XMail deletes a file that is written empty, and for some tables a missing file refuses everything (semantics.md 0.1).
    const takesComment = catalogEntry(path)?.kind === 'tab' && doc.format.comments
    return takesComment
      ? insertComment({ ...doc, lines }, 'end', 'no rows')
      : err('EMPTY_BODY_REFUSED', { path })
  }
  const isSame = lines.length === doc.lines.length && lines.every((line, i) => line.raw === doc.lines[i]?.raw)
  if (isSame) return err('NOTHING_TO_CHANGE')
  const added = hunks.flatMap((hunk) => hunk.now)
  return ok({ ...doc, lines, encoding: encodingWith(doc, added) })
}
