import { diffLines } from '../diff-lines'

/** A stretch of the common base and what a side has in its place. Indexes are 0-based. */
export interface Hunk {
  readonly start: number
  readonly end: number
  readonly lines: readonly string[]
}

/** A stretch of the text as it is now. */
interface Place {
  readonly at: number
  readonly length: number
}

/** A stretch of the merged text; `at` and `length` are places in `now`. */
export type MergedPart =
  | {
      readonly kind: 'taken'
      readonly at: number
      readonly length: number
      readonly lines: readonly string[]
    }
  | {
      readonly kind: 'conflict'
      readonly at: number
      readonly length: number
      /** The same stretch on the side that is wanted, and in the base. */
      readonly wanted: readonly string[]
      readonly base: readonly string[]
    }

/**
 * A three-way merge by lines: what becomes of `now` when the way from `base` to `wanted` is gone in it too. Only the parts
 * where `now` changes, or where nobody can say what it should become.
 *
 * diff3 itself takes neighbours for a conflict; then no row could be taken back under which another has been added, which is
 * how these tables grow. Here two sides disagree only where they change the same line of the base.
 */
export function mergeLines(
  base: readonly string[],
  wanted: readonly string[],
  now: readonly string[],
): MergedPart[] {
  const ours = hunksOf(base, now).flatMap((hunk) => splitHunk(base, hunk))
  const theirs = hunksOf(base, wanted)
  const parts: MergedPart[] = []
  let shift = 0
  for (const group of groupTouching(ours, theirs)) {
    const start = Math.min(...group.map(({ hunk }) => hunk.start))
    const end = Math.max(...group.map(({ hunk }) => hunk.end))
    const mine = group.filter(({ side }) => side === 'ours').map(({ hunk }) => hunk)
    const other = group.filter(({ side }) => side === 'theirs').map(({ hunk }) => hunk)
    const before = replay(base, start, end, mine)
    const at = start + shift
    shift += before.length - (end - start)
    if (other.length === 0) continue
    const place = { at, length: before.length }
    const after = replay(base, start, end, other)
    if (sameLines(before, after)) continue
    const merged = mine.length === 0 ? after : combine(base, start, end, mine, other)
    if (merged && sameLines(merged, before)) continue
    if (merged) parts.push({ kind: 'taken', ...place, lines: merged })
    else
      parts.push({
        kind: 'conflict',
        ...narrow(place, { start, end, lines: after }, mine),
        wanted: after,
        base: base.slice(start, end),
      })
  }
  return parts
}

/**
 * Rows that were changed and rows that were added beside them, told apart by their first field: whoever asks for the old row
 * does not ask for the neighbours to go. Where no first field is the same, nobody can tell, and it stays one.
 */
function splitHunk(base: readonly string[], { start, end, lines }: Hunk): Hunk[] {
  const count = end - start
  if (count === 0 || lines.length <= count) return [{ start, end, lines }]
  const isHere = (at: number) =>
    base.slice(start, end).every((line, i) => firstField(line) === firstField(lines[at + i] ?? ''))
  const found = Array.from({ length: lines.length - count + 1 }, (_, at) => at).find(isHere)
  if (found === undefined) return [{ start, end, lines }]
  const parts: readonly Hunk[] = [
    { start, end: start, lines: lines.slice(0, found) },
    { start, end, lines: lines.slice(found, found + count) },
    { start: end, end, lines: lines.slice(found + count) },
  ]
  return parts.filter((part) => part.end > part.start || part.lines.length > 0)
}

function firstField(line: string): string {
  return line.split('\t', 1)[0] ?? ''
}

/** Leaves out of a conflict what was only added before and behind it, unless it is what is to be put back. */
function narrow(place: Place, wanted: Hunk, mine: readonly Hunk[]): Place {
  if (mine.length < 2) return place
  const added = (hunk: Hunk | undefined, edge: number) => {
    const isNew = hunk?.start === edge && hunk.end === edge
    return isNew && !hunk.lines.some((line) => wanted.lines.includes(line)) ? hunk.lines.length : 0
  }
  const before = added(mine[0], wanted.start)
  const behind = added(mine.at(-1), wanted.end)
  return { at: place.at + before, length: place.length - before - behind }
}

/** What differs between two texts, in their order. */
export function hunksOf(from: readonly string[], to: readonly string[]): Hunk[] {
  const hunks: { start: number; end: number; lines: string[] }[] = []
  let at = 0
  let isOpen = false
  for (const { kind, after } of diffLines(from, to)) {
    if (kind === 'same') {
      at++
      isOpen = false
      continue
    }
    if (!isOpen) hunks.push({ start: at, end: at, lines: [] })
    isOpen = true
    const open = hunks.at(-1)
    if (kind === 'removed') at++
    if (open) open.end = at
    const line = after === null ? undefined : to[after]
    if (line !== undefined) open?.lines.push(line)
  }
  return hunks
}

type Sided = { readonly side: 'ours' | 'theirs'; readonly hunk: Hunk }

/** Hunks of both sides that share a place of the base go together; the others stand alone. */
function groupTouching(ours: readonly Hunk[], theirs: readonly Hunk[]): Sided[][] {
  const all: Sided[] = [
    ...ours.map((hunk) => ({ side: 'ours' as const, hunk })),
    ...theirs.map((hunk) => ({ side: 'theirs' as const, hunk })),
  ].sort((a, b) => a.hunk.start - b.hunk.start || a.hunk.end - b.hunk.end)
  const groups: Sided[][] = []
  let end = -1
  for (const each of all) {
    const last = groups.at(-1)
    if (last && each.hunk.start <= end) last.push(each)
    else groups.push([each])
    end = last && each.hunk.start <= end ? Math.max(end, each.hunk.end) : each.hunk.end
  }
  return groups
}

function replay(base: readonly string[], start: number, end: number, hunks: readonly Hunk[]): string[] {
  const out: string[] = []
  let at = start
  for (const hunk of hunks) {
    out.push(...base.slice(at, hunk.start), ...hunk.lines)
    at = hunk.end
  }
  return [...out, ...base.slice(at, end)]
}

/** Both sides’ changes in one stretch, or null where they change the same line in different ways. */
function combine(
  base: readonly string[],
  start: number,
  end: number,
  ours: readonly Hunk[],
  theirs: readonly Hunk[],
): string[] | null {
  if (ours.some((mine) => theirs.some((other) => disagree(mine, other)))) return null
  const out: string[] = []
  for (let at = start; at <= end; at++) {
    // What is put back stood here first; what has come since stays behind it.
    out.push(...linesAt(theirs, at), ...linesAt(ours, at))
    const isGone = [...ours, ...theirs].some((hunk) => hunk.start <= at && at < hunk.end)
    const line = base[at]
    if (at < end && !isGone && line !== undefined) out.push(line)
  }
  return out
}

function linesAt(hunks: readonly Hunk[], at: number): readonly string[] {
  return hunks.find((hunk) => hunk.start === at)?.lines ?? []
}

function disagree(mine: Hunk, other: Hunk): boolean {
  const isShared = mine.start < other.end && other.start < mine.end
  // A row that is there once more already would be there twice.
  if (!isShared) return other.lines.some((line) => mine.lines.includes(line))
  const [deletesMine, deletesOther] = [mine, other].map((hunk) => hunk.lines.length === 0)
  if (deletesMine && deletesOther) return false
  // Rows that were added between those that go.
  return !(deletesOther && mine.start === mine.end) && !(deletesMine && other.start === other.end)
}

export function sameLines(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((line, i) => line === b[i])
}
