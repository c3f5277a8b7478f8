import { catalogEntry } from '@/lib/xmail/catalog'
import { parseChangedPath } from '@/lib/xmail/start-file-path'
import { parseDocument } from '@/lib/xmail/tab'
import { diffLines } from './diff-lines'
import { type FileChange, sameBytes } from './plan'

/**
 * A file at two times as a Plan has it, whatever lies between. Null: the same bytes, or a file that is not known any more.
 */
export function compareBytes(
  name: string,
  before: Uint8Array | null,
  after: Uint8Array | null,
): FileChange | null {
  const path = parseChangedPath(name)
  const entry = path.ok ? catalogEntry(path.value) : undefined
  if (!path.ok || !entry) return null
  if (before === after || (before && after && sameBytes(before, after))) return null
  const beforeDocument = before && parseDocument(before, entry.format)
  const afterDocument = parseDocument(after ?? new Uint8Array(), entry.format)
  const diff = diffLines(
    (beforeDocument?.lines ?? []).map((line) => line.raw),
    afterDocument.lines.map((line) => line.raw),
  )
  return { path: path.value, before, after, beforeDocument, afterDocument, diff }
}
