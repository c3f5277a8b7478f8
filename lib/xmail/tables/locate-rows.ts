import { z } from 'zod'
import { err, ok, type Result } from '@/lib/errors'
import type { Document, Line } from '@/lib/xmail/tab'

/** How an edit names a row: its line when it was read (from 0), and the line's content then, a byte string. */
export const rowRefSchema = z.object({
  line: z.number().int().min(0),
  was: z.string().min(1).max(100_000),
})

export type RowRef = z.infer<typeof rowRefSchema>

/** Which lines of a table are rows, and what of one an edit must find again. */
export interface RowSight {
  readonly isRow: (line: Line) => boolean
  readonly contentOf: (line: Line) => string
}

const DATA_LINES: RowSight = {
  isRow: ({ kind }) => kind === 'data' || kind === 'split',
  contentOf: ({ content }) => content,
}

/**
 * Finds rows again in a Document that may have changed: at their old line, or else at the only line with the same
 * content. Two references never give one line. Error: ROW_NOT_FOUND {line}, 1-based.
 */
export function locateRows(
  doc: Document,
  refs: readonly RowRef[],
  sight: RowSight = DATA_LINES,
): Result<number[]> {
  const found = new Set<number>()
  let byContent: Map<string, number[]> | undefined
  for (const { line, was } of refs) {
    let at: number | undefined = holdsRow(doc, line, was, sight) ? line : undefined
    if (at === undefined) {
      byContent ??= indexByContent(doc, sight)
      const same = byContent.get(was) ?? []
      // Of several equal lines nobody can say which one was meant.
      at = same.length === 1 ? same[0] : undefined
    }
    if (at === undefined || found.has(at)) return err('ROW_NOT_FOUND', { line: line + 1 })
    found.add(at)
  }
  return ok([...found])
}

export function locateRow(doc: Document, ref: RowRef, sight?: RowSight): Result<number> {
  const found = locateRows(doc, [ref], sight)
  if (!found.ok) return found
  const [line] = found.value
  return line === undefined ? err('ROW_NOT_FOUND', { line: ref.line + 1 }) : ok(line)
}

function holdsRow(doc: Document, line: number, was: string, sight: RowSight): boolean {
  const there = doc.lines[line]
  return there !== undefined && sight.isRow(there) && sight.contentOf(there) === was
}

function indexByContent(doc: Document, sight: RowSight): Map<string, number[]> {
  const index = new Map<string, number[]>()
  for (const [at, line] of doc.lines.entries()) {
    if (!sight.isRow(line)) continue
    const content = sight.contentOf(line)
    const lines = index.get(content)
    if (lines) lines.push(at)
    else index.set(content, [at])
  }
  return index
}
