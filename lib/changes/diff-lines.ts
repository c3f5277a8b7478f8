import { diffArrays } from 'diff'
import { isStartFilePath } from '@/lib/xmail/start-file-path'

/** One line of a line-by-line comparison. Indexes are 0-based and null where the side has no such line. */
export interface DiffLine {
  readonly kind: 'same' | 'added' | 'removed'
  readonly before: number | null
  readonly after: number | null
}

/** Above this many differing lines the middle is shown as replaced whole: Myers' algorithm would be quadratic. */
const MAX_EDITS = 2_000

/**
 * Compares two lists of lines (any text that identifies a line, its end included). What both ends share is set aside
 * first, so that appending 100,000 lines costs nothing.
 */
export function diffLines(before: readonly string[], after: readonly string[]): DiffLine[] {
  const head = countShared(before, after, (list, i) => list[i])
  const tailLimit = Math.min(before.length, after.length) - head
  const tail = Math.min(
    tailLimit,
    countShared(before, after, (list, i) => list[list.length - 1 - i]),
  )
  const out: DiffLine[] = []
  for (let i = 0; i < head; i++) out.push({ kind: 'same', before: i, after: i })
  diffMiddle(before.slice(head, before.length - tail), after.slice(head, after.length - tail), head, out)
  for (let i = tail; i > 0; i--)
    out.push({ kind: 'same', before: before.length - i, after: after.length - i })
  return out
}

type Pick = (list: readonly string[], i: number) => string | undefined

function countShared(before: readonly string[], after: readonly string[], pick: Pick): number {
  const most = Math.min(before.length, after.length)
  let shared = 0
  while (shared < most && pick(before, shared) === pick(after, shared)) shared++
  return shared
}

function diffMiddle(
  before: readonly string[],
  after: readonly string[],
  offset: number,
  out: DiffLine[],
): void {
  let b = offset
  let a = offset
  for (const part of editScript(before, after)) {
    for (let i = 0; i < part.count; i++) {
      if (part.kind === 'same') out.push({ kind: 'same', before: b++, after: a++ })
      else if (part.kind === 'removed') out.push({ kind: 'removed', before: b++, after: null })
      else out.push({ kind: 'added', before: null, after: a++ })
    }
  }
}

function editScript(
  before: readonly string[],
  after: readonly string[],
): { kind: DiffLine['kind']; count: number }[] {
  const parts =
    before.length > 0 && after.length > 0
      ? diffArrays([...before], [...after], { maxEditLength: MAX_EDITS })
      : undefined
  if (!parts) {
    return [
      { kind: 'removed', count: before.length },
      { kind: 'added', count: after.length },
    ]
  }
  return parts.map((part) => ({
    kind: part.added ? 'added' : part.removed ? 'removed' : 'same',
    count: part.value.length,
  }))
}

/**
 * The hunks of a file's comparison as people see them. Of a start file only the lines that change: it is no file of XMail,
 * and what else is in it, passwords perhaps, is nothing that the console has been asked to show.
 */
export function hunksOf({ path, diff }: { readonly path: string; readonly diff: readonly DiffLine[] }) {
  return isStartFilePath(path) ? toHunks(diff, 0) : toHunks(diff)
}

/** Groups a comparison into hunks with up to `context` unchanged lines around each change, as diff -u does. */
export function toHunks(lines: readonly DiffLine[], context = 3): DiffLine[][] {
  const hunks: DiffLine[][] = []
  let open: DiffLine[] | null = null
  let sameRun = 0
  lines.forEach((line, i) => {
    if (line.kind === 'same') {
      sameRun++
      open?.push(line)
      if (open && sameRun > context * 2) {
        hunks.push(open.slice(0, open.length - sameRun + context))
        open = null
      }
      return
    }
    open ??= lines.slice(Math.max(0, i - Math.min(sameRun, context)), i)
    open.push(line)
    sameRun = 0
  })
  if (open)
    hunks.push(
      (open as DiffLine[]).slice(
        0,
        Math.max(0, (open as DiffLine[]).length - Math.max(0, sameRun - context)),
      ),
    )
  return hunks
}
