import { z } from 'zod'
import { err, type Fault, ok, type Result } from '@/lib/errors'
import type { Document, Line, TabFormat } from '@/lib/xmail/tab'
import { makeLine } from '@/lib/xmail/tab/line'

/** A line with its end, as a byte string. Only the last line of a file can be without an end. */
const rawLine = z
  .string()
  .regex(/^(?:[^\n\u0100-\uffff]*\n|[^\n\u0100-\uffff]+)$/)
  .max(100_000)
export const rawLines = z.array(rawLine).max(200_000)

export const hunkSchema = z.object({
  /** Index of the first line of `was`, from 0; of the line before which `now` comes where `was` is empty. */
  at: z.number().int().min(0),
  was: rawLines,
  now: rawLines,
  /** The lines around, which stay: null at the beginning and the end of the file. */
  before: rawLine.nullable(),
  after: rawLine.nullable(),
})

export type TextHunk = z.infer<typeof hunkSchema>

/**
 * The lines of a Document with hunks in their places. Errors: ROW_NOT_FOUND {line} (a hunk no longer fits), what `check`
 * says of a new line, with `line`. Lines are 1-based.
 */
export function replaceHunks(
  doc: Document,
  hunks: readonly TextHunk[],
  check: (content: string, format: TabFormat) => Fault | null = () => null,
): Result<Line[]> {
  const parts: Line[][] = []
  let taken = 0
  let shift = 0
  let count = 0
  for (const hunk of hunks) {
    const at = findHunk(doc.lines, hunk, taken, shift)
    if (at === null) return err('ROW_NOT_FOUND', { line: hunk.at + 1 })
    const kept = doc.lines.slice(taken, at)
    const now = hunk.now.map((raw) => makeLine(raw, doc.format))
    count += kept.length
    for (const [i, { content }] of now.entries()) {
      const wrong = check(content, doc.format)
      if (wrong) return err(wrong.code, { ...wrong.details, line: count + i + 1 })
    }
    count += now.length
    parts.push(kept, now)
    shift = at - hunk.at
    taken = at + hunk.was.length
  }
  return ok([...parts, doc.lines.slice(taken)].flat())
}

/**
 * Where a hunk is in a Document that may have changed: where the hunk before it lets expect it, or else in the only place
 * with the same lines and the same neighbours, behind what is taken. Null: nowhere, or nobody can say where.
 */
function findHunk(lines: readonly Line[], hunk: TextHunk, taken: number, shift: number): number | null {
  const expected = hunk.at + shift
  if (expected >= taken && fits(lines, hunk, expected)) return expected
  let found: number | null = null
  for (let at = taken; at + hunk.was.length <= lines.length; at++) {
    if (!fits(lines, hunk, at)) continue
    if (found !== null) return null
    found = at
  }
  return found
}

function fits(lines: readonly Line[], { was, before, after }: TextHunk, at: number): boolean {
  const rawAt = (index: number) => lines[index]?.raw ?? null
  return (
    rawAt(at - 1) === before &&
    rawAt(at + was.length) === after &&
    was.every((raw, i) => rawAt(at + i) === raw)
  )
}
