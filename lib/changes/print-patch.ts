import { decodeText } from '@/lib/xmail/tab'
import { secretOf, showLine } from '@/lib/xmail/tables'
import { type DiffLine, hunksOf } from './diff-lines'
import type { FileChange, Plan } from './plan'

/**
 * A Plan as a unified diff, readable by patch(1) where the files are ASCII or UTF-8. The lines of other encodings are
 * decoded for reading; patch would not find them. Files with secrets come as remarks with the passwords hidden, which
 * patch(1) passes over.
 */
export function printPatch(plan: Plan): string {
  return plan.files.map(printFile).join('')
}

function printFile(file: FileChange): string {
  const secret = secretOf(file.path, [file.beforeDocument, file.afterDocument])
  return secret === 'none' ? printDiff(file) : printRemarks(file, secret)
}

function printRemarks(file: FileChange, secret: ReturnType<typeof secretOf>): string {
  const changed = file.diff.filter((line) => line.kind !== 'same')
  const lines = secret === 'whole' ? [] : changed
  const remarks = lines.map((line) => {
    const { doc, source } = sideOf(file, line)
    const text = doc && source ? decodeText(doc, showLine(file.path, source)) : ''
    return `#   ${line.kind === 'added' ? '+' : '-'}${text}\n`
  })
  return `# ${file.path}: ${changed.length} lines changed. It holds secrets, which are not printed.\n${remarks.join('')}`
}

function printDiff(file: FileChange): string {
  const path = file.path.replace(/^\//, '')
  const before = file.before === null ? '/dev/null' : `a/${path}`
  const after = file.after === null ? '/dev/null' : `b/${path}`
  return `--- ${before}\n+++ ${after}\n${hunksOf(file)
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

function printLine(file: FileChange, line: DiffLine): string {
  const { doc, source } = sideOf(file, line)
  const text = doc && source ? decodeText(doc, source.raw) : ''
  const sign = { same: ' ', added: '+', removed: '-' }[line.kind]
  return text.endsWith('\n') ? `${sign}${text}` : `${sign}${text}\n\\ No newline at end of file\n`
}

function sideOf({ beforeDocument, afterDocument }: FileChange, { kind, before, after }: DiffLine) {
  const doc = kind === 'removed' ? beforeDocument : afterDocument
  return { doc, source: doc?.lines[(kind === 'removed' ? before : after) ?? -1] }
}
