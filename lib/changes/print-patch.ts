import { decodeText } from '@/lib/xmail/tab'
import { type DiffLine, toHunks } from './diff-lines'
import type { FileChange, Plan } from './plan'

/**
 * A Plan as a unified diff, readable by patch(1) where the files are ASCII or UTF-8. The lines of other encodings are
 * decoded for reading; patch would not find them.
 */
export function printPatch(plan: Plan): string {
  return plan.files.map(printFile).join('')
}

function printFile(file: FileChange): string {
  const before = file.before === null ? '/dev/null' : `a/${file.path}`
  return `--- ${before}\n+++ b/${file.path}\n${toHunks(file.diff)
    .map((hunk) => printHunk(file, hunk))
    .join('')}`
}

function printHunk(file: FileChange, hunk: readonly DiffLine[]): string {
  const old = rangeOf(hunk.map((line) => line.before))
  const fresh = rangeOf(hunk.map((line) => line.after))
  return `@@ -${old} +${fresh} @@\n${hunk.map((line) => printLine(file, line)).join('')}`
}

/** `first,count` of the lines that a side has; `0,0` where it has none. */
function rangeOf(places: readonly (number | null)[]): string {
  const present = places.filter((place) => place !== null)
  return `${present.length === 0 ? 0 : (present[0] ?? 0) + 1},${present.length}`
}

function printLine({ beforeDocument, afterDocument }: FileChange, line: DiffLine): string {
  const removed = line.kind === 'removed'
  const doc = removed ? beforeDocument : afterDocument
  const raw = doc?.lines[(removed ? line.before : line.after) ?? -1]?.raw ?? ''
  const text = doc ? decodeText(doc, raw) : ''
  const sign = { same: ' ', added: '+', removed: '-' }[line.kind]
  return text.endsWith('\n') ? `${sign}${text}` : `${sign}${text}\n\\ No newline at end of file\n`
}
