import { toByteString } from '@/lib/xmail/tab'
import type { TextHunk } from '@/lib/xmail/tables'
import { hunksOf, mergeLines, sameLines } from './merge-lines'

/** One file at three times, as bytes; null: there was no such file. */
export interface UndoneFile {
  /** Before the change that is taken back, and after it. */
  readonly before: Uint8Array | null
  readonly after: Uint8Array | null
  readonly now: Uint8Array | null
}

/** What a person chooses where the change’s own rows are others by now. */
export type UndoChoice = 'leave' | 'before'

/** Lines that are others than the change left them: nobody but a person can say what they should be. */
export interface UndoConflict {
  /** Index of its first line in the file as it is now, from 0. */
  readonly at: number
  /** Lines with their ends, as byte strings; null: no such file. */
  readonly before: readonly string[] | null
  readonly made: readonly string[] | null
  readonly now: readonly string[] | null
}

/** What is done to the file as it is now. */
export type UndoStep =
  | { readonly op: 'nothing' }
  | { readonly op: 'change'; readonly hunks: readonly TextHunk[] }
  | { readonly op: 'create-file'; readonly lines: readonly string[] }
  | { readonly op: 'remove-file'; readonly lines: readonly string[] }

export interface UndoPlan {
  readonly conflicts: readonly UndoConflict[]
  /** The step when these are the choices, one a conflict in their order. */
  readonly resolve: (choices: readonly UndoChoice[]) => UndoStep
}

/**
 * Pure. How one change of one file is taken back although others have come since: a merge by lines whose base is what the
 * change left. `whole`: its lines belong together, as those of a certificate do, so it is taken back as it is or not at all.
 */
export function planUndo(file: UndoneFile, whole = false): UndoPlan {
  const [before, after, now] = [file.before, file.after, file.now].map((side) => side && linesOf(side))
  if (before === undefined || after === undefined || now === undefined) throw new Error('three sides')
  if (same(before, after) || same(now, before)) return settled({ op: 'nothing' })
  if (same(now, after)) return settled(goTo(now, before))
  if (whole || !before || !after || !now) {
    return {
      conflicts: [{ at: 0, before, made: after, now }],
      resolve: ([choice]) => (choice === 'before' ? goTo(now, before) : { op: 'nothing' }),
    }
  }
  return mergeUndo(before, after, now)
}

/** How a file becomes what it was at another time, whatever has come since. */
export function planReturn(now: Uint8Array | null, wanted: Uint8Array | null): UndoStep {
  const [from, to] = [now && linesOf(now), wanted && linesOf(wanted)]
  return same(from, to) ? { op: 'nothing' } : goTo(from, to)
}

function settled(step: UndoStep): UndoPlan {
  return { conflicts: [], resolve: () => step }
}

function mergeUndo(before: readonly string[], after: readonly string[], now: readonly string[]): UndoPlan {
  const parts = mergeLines(after, before, now)
  return {
    conflicts: parts.flatMap((part) =>
      part.kind === 'conflict'
        ? [
            {
              at: part.at,
              before: part.wanted,
              made: part.base,
              now: now.slice(part.at, part.at + part.length),
            },
          ]
        : [],
    ),
    resolve(choices) {
      const left = [...choices]
      const hunks = parts.flatMap((part) => {
        const { at, length } = part
        const lines = part.kind === 'taken' ? part.lines : left.shift() === 'before' ? part.wanted : null
        return lines ? [makeHunk(now, at, at + length, endLines(lines, at + length === now.length))] : []
      })
      return hunks.length === 0 ? { op: 'nothing' } : { op: 'change', hunks }
    },
  }
}

function goTo(now: readonly string[] | null, wanted: readonly string[] | null): UndoStep {
  if (now === null) return wanted === null ? { op: 'nothing' } : { op: 'create-file', lines: wanted }
  if (wanted === null) return { op: 'remove-file', lines: now }
  const hunks = hunksOf(now, wanted).map(({ start, end, lines }) => makeHunk(now, start, end, lines))
  return { op: 'change', hunks }
}

function makeHunk(now: readonly string[], start: number, end: number, lines: readonly string[]): TextHunk {
  return {
    at: start,
    was: now.slice(start, end),
    now: [...lines],
    before: now[start - 1] ?? null,
    after: now[end] ?? null,
  }
}

/** Only the last line of a file can be without an end: one that was the last may no longer be. */
function endLines(lines: readonly string[], isEnd: boolean): string[] {
  return lines.map((line, i) =>
    line.endsWith('\n') || (isEnd && i === lines.length - 1) ? line : `${line}\n`,
  )
}

function same(a: readonly string[] | null, b: readonly string[] | null): boolean {
  return a === null || b === null ? a === b : sameLines(a, b)
}

/** Lines with their ends; no byte is lost. */
function linesOf(bytes: Uint8Array): string[] {
  return toByteString(bytes).match(/[^\n]*\n|[^\n]+$/g) ?? []
}
