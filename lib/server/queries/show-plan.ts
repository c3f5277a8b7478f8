import { type DiffLine, hunksOf } from '@/lib/changes/diff-lines'
import { catalogEntry } from '@/lib/xmail/catalog'
import type { MailRootPath } from '@/lib/xmail/path'
import { type Document, decodeText } from '@/lib/xmail/tab'
import { secretOf, showLine } from '@/lib/xmail/tables'

/** More lines than this help nobody; the patch has them all. */
const MAX_DIFF_LINES = 400
const MAX_LINE_CHARACTERS = 600

export interface DiffedFile {
  readonly path: MailRootPath
  readonly beforeDocument: Document | null
  readonly afterDocument: Document
  readonly diff: readonly DiffLine[]
}

/** A file's diff as plain data for a page: decoded, shortened, without passwords. */
export function showDiff(file: DiffedFile) {
  const changed = file.diff.filter((line) => line.kind !== 'same')
  const added = changed.filter((line) => line.kind === 'added').length
  const entry = catalogEntry(file.path)
  const secret = secretOf(file.path, [file.beforeDocument, file.afterDocument])
  let room = secret === 'whole' ? 0 : MAX_DIFF_LINES
  const hunks = hunksOf(file).flatMap((hunk) => {
    const shown = hunk.slice(0, room).map((line) => showDiffLine(file, line))
    room -= shown.length
    return shown.length > 0 ? [shown] : []
  })
  const visible = hunks.flat().filter((line) => line.kind !== 'same').length
  return {
    path: file.path,
    isNew: file.beforeDocument === null,
    added,
    removed: changed.length - added,
    hunks,
    hidden: changed.length - visible,
    secret,
    takesEffect: entry?.takesEffect ?? ('next-use' as const),
  }
}

function showDiffLine(
  { path, beforeDocument, afterDocument }: DiffedFile,
  { kind, before, after }: DiffLine,
) {
  const doc = kind === 'removed' ? beforeDocument : afterDocument
  const line = doc?.lines[(kind === 'removed' ? before : after) ?? -1]
  const shown = line ? showLine(path, line).slice(0, MAX_LINE_CHARACTERS) : ''
  const text = doc ? decodeText(doc, shown) : ''
  return { kind, before: before === null ? null : before + 1, after: after === null ? null : after + 1, text }
}
