import { diffArrays } from 'diff'
import { type Fault, ok, type Result } from '@/lib/errors'
import type { MailRootPath } from '@/lib/xmail/path'
import { remember } from '@/lib/xmail/remember'
import { type Document, decodeExactly, encodeExactly } from '@/lib/xmail/tab'
import { checkTextLine, type TextHunk, type TextTableEdit } from '@/lib/xmail/tables'

/** What a person has made of a file's text. */
export interface TextChange {
  /** Null where nothing is different, or where a line has trouble. */
  readonly edit: TextTableEdit | null
  /** Lines that were added or written anew, and those that are gone. */
  readonly added: number
  readonly removed: number
  /** Lines of the new text, from 0, that cannot be written as they are. */
  readonly troubles: readonly LineTrouble[]
}

export interface LineTrouble {
  readonly line: number
  readonly fault: Fault
}

/** A file's text as a person edits it: lines divided by LF alone, every byte with a character of its own. */
export const textOf = remember((doc: Document): string => linesOf(doc).join(''))

/**
 * The smallest change that makes of a file what a person has written, in lines; those that are the same keep every byte. A
 * changed line keeps the line end of the one it stands for, a new one gets the file's.
 */
export function makeTextEdit(path: MailRootPath, base: Document, text: string): TextChange {
  if (text === textOf(base)) return UNCHANGED
  const was = linesOf(base)
  const now = splitLines(text)
  const ranges = diffRanges(was, now)
  const troubles: LineTrouble[] = []
  const hunks = ranges.map(({ at, removed, from, added }): TextHunk => {
    const lines = now.slice(from, from + added).map((line, i) => {
      const raw = writeLine(base, line, i < removed ? at + i : null)
      if (raw.ok) return raw.value
      troubles.push({ line: from + i, fault: raw.error })
      return ''
    })
    const rawAt = (index: number) => base.lines[index]?.raw ?? null
    return {
      at,
      was: base.lines.slice(at, at + removed).map(({ raw }) => raw),
      now: lines,
      before: rawAt(at - 1),
      after: rawAt(at + removed),
    }
  })
  const count = (side: 'added' | 'removed') => ranges.reduce((sum, range) => sum + range[side], 0)
  const isWritable = hunks.length > 0 && troubles.length === 0
  return {
    edit: isWritable ? { table: 'text', path, op: 'change', hunks } : null,
    added: count('added'),
    removed: count('removed'),
    troubles,
  }
}

export const UNCHANGED: TextChange = { edit: null, added: 0, removed: 0, troubles: [] }

/** Each line as text, with LF where it has an end. */
const linesOf = remember((base: Document): readonly string[] =>
  base.lines.map(({ raw, content }) => {
    if (raw.endsWith('\n')) return `${decodeExactly(base, content)}\n`
    // Nothing but CRs at the end of a file: without any text the line would be lost.
    return content === '' ? raw : decodeExactly(base, content)
  }),
)

function splitLines(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+/g) ?? []
}

/** `was`: the line of the old file that this one stands for. */
function writeLine(base: Document, line: string, was: number | null): Result<string> {
  const isClosed = line.endsWith('\n')
  const content = encodeExactly(base, isClosed ? line.slice(0, -1) : line)
  if (!content.ok) return content
  const wrong = checkTextLine(content.value, base.format)
  if (wrong) return { ok: false, error: wrong }
  if (!isClosed) return content
  const old = was === null ? undefined : base.lines[was]
  const end = old?.raw.slice(old.content.length)
  return ok(content.value + (end?.endsWith('\n') ? end : base.lineEnd))
}

interface Range {
  /** Lines of the old text that are gone. */
  readonly at: number
  readonly removed: number
  /** Lines of the new one that have come in their place. */
  readonly from: number
  readonly added: number
}

/** Above this many differing lines the middle is taken as replaced whole: Myers' algorithm would be quadratic. */
const MAX_EDITS = 2_000

/** Where two lists of lines differ. What both ends share is set aside first: most changes are in one place. */
function diffRanges(was: readonly string[], now: readonly string[]): Range[] {
  const most = Math.min(was.length, now.length)
  let head = 0
  while (head < most && was[head] === now[head]) head++
  let tail = 0
  while (tail < most - head && was[was.length - 1 - tail] === now[now.length - 1 - tail]) tail++
  const [old, young] = [was.slice(head, was.length - tail), now.slice(head, now.length - tail)]
  if (old.length === 0 && young.length === 0) return []
  const parts =
    old.length > 0 && young.length > 0 ? diffArrays(old, young, { maxEditLength: MAX_EDITS }) : undefined
  if (!parts) return [{ at: head, removed: old.length, from: head, added: young.length }]
  return joinParts(parts, head)
}

function joinParts(parts: ReturnType<typeof diffArrays<string>>, head: number): Range[] {
  const ranges: Range[] = []
  let at = head
  let from = head
  let open: Range | null = null
  for (const { added, removed, value } of parts) {
    if (!added && !removed) {
      if (open) ranges.push(open)
      open = null
      at += value.length
      from += value.length
      continue
    }
    open ??= { at, removed: 0, from, added: 0 }
    if (removed) {
      open = { ...open, removed: open.removed + value.length }
      at += value.length
    } else {
      open = { ...open, added: open.added + value.length }
      from += value.length
    }
  }
  return open ? [...ranges, open] : ranges
}
