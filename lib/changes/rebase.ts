import type { Fault } from '@/lib/errors'
import type { Document, Line } from '@/lib/xmail/tab'
import { applyEdit, type Edit } from '@/lib/xmail/tables'
import { pairLines } from './pair-lines'
import { retargetEdit } from './retarget-edit'

/** The lines that an edit is about, three times: only for a comparison side by side. */
export interface Sides {
  /** Lines of the base that it takes out; null: what it was made on is not known any more. */
  readonly base: readonly Line[] | null
  /** What the server has in their place now. */
  readonly now: readonly Line[]
  /** Lines that it puts there. */
  readonly mine: readonly Line[]
}

export type RebasedEdit =
  | { readonly state: 'carried'; readonly edit: Edit }
  | {
      readonly state: 'collided'
      readonly edit: Edit
      /** Why it cannot be made any more; null: it can, and would do something else than what was drafted. */
      readonly reason: Fault | null
      /** The same wish, made anew on what is there now; null: that is not possible. */
      readonly remade: Edit | null
      readonly sides: Sides
    }

export type Choice = 'mine' | 'theirs'

export interface Rebase {
  /** The file that the edits were made on; undefined: it is not known any more. Empty where there was none. */
  readonly base: Document | undefined
  readonly now: Document
  /** The edits of this one file, in their order. */
  readonly edits: readonly Edit[]
  /**
   * What a person has chosen for edits that collide, by their place: those behind them are tried on that. One without a
   * choice is not made. Left out: as if 'mine' had been chosen wherever that is possible.
   */
  readonly choices?: ReadonlyMap<number, Choice>
}

/**
 * Pure. Takes the edits of a draft over to a file that has changed since. An edit is carried if it does to the file what it
 * did to its base: takes out lines of the same content and puts in the same ones. Every other one has collided, and none is
 * left out: the answer has one entry for each edit, in their order. An edit that builds on one that a person gives up, or
 * that cannot be made, collides too.
 */
export function rebase({ base, now, edits, choices }: Rebase): RebasedEdit[] {
  const toNow = base && pairLines(base, now)
  let onBase = base
  let onNow = now
  return edits.map((edit, place) => {
    const did = onBase && doEdit(onBase, edit)
    const does = doEdit(onNow, edit)
    if (did?.ok) onBase = did.document
    if (does.ok && (!did?.ok || sameOutcome(did, does))) {
      onNow = does.document
      return { state: 'carried', edit }
    }
    const remade = remakeEdit(edit, does, onNow, toNow)
    if (remade && (choices === undefined || choices.get(place) === 'mine')) onNow = remade.document
    const taken = did?.ok ? did.taken : null
    const sides = {
      base: taken,
      now: does.ok ? does.taken : counterparts(taken ?? [], base, now, toNow),
      mine: did?.ok ? did.put : does.ok ? does.put : (remade?.put ?? []),
    }
    return {
      state: 'collided',
      edit,
      reason: does.ok ? null : does.fault,
      remade: remade?.edit ?? null,
      sides,
    }
  })
}

type Done =
  | {
      readonly ok: true
      readonly document: Document
      readonly taken: readonly Line[]
      readonly put: readonly Line[]
    }
  | { readonly ok: false; readonly fault: Fault }

function doEdit(document: Document, edit: Edit): Done {
  const edited = applyEdit(document, edit)
  if (!edited.ok) return { ok: false, fault: edited.error }
  const [before, after] = withoutSharedEnds(document.lines, edited.value.lines)
  const countedBefore = countContents(before)
  const countedAfter = countContents(after)
  return {
    ok: true,
    document: edited.value,
    taken: before.filter((line) => !takeOne(countedAfter, line)),
    put: after.filter((line) => !takeOne(countedBefore, line)),
  }
}

/** An edit leaves most lines of a long table alone, and shares them: they are not to be counted for every edit. */
function withoutSharedEnds(before: readonly Line[], after: readonly Line[]): [Line[], Line[]] {
  const most = Math.min(before.length, after.length)
  let head = 0
  while (head < most && before[head] === after[head]) head++
  let tail = 0
  while (tail < most - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++
  return [before.slice(head, before.length - tail), after.slice(head, after.length - tail)]
}

/** How often each content occurs. */
function countContents(lines: readonly Line[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { content } of lines) counts.set(content, (counts.get(content) ?? 0) + 1)
  return counts
}

function takeOne(counts: Map<string, number>, { content }: Line): boolean {
  const left = counts.get(content) ?? 0
  if (left > 0) counts.set(content, left - 1)
  return left > 0
}

/** Contents, not bytes: the line ends of a file are no part of what a person has wished. */
function sameOutcome(a: Done & { ok: true }, b: Done & { ok: true }): boolean {
  const same = (x: readonly Line[], y: readonly Line[]) =>
    x.length === y.length && x.every((line, i) => line.content === y[i]?.content)
  return same(a.taken, b.taken) && same(a.put, b.put)
}

/** The edit as it is, where it can be made; else with its rows found again where others have taken their place. */
function remakeEdit(
  edit: Edit,
  does: Done,
  onNow: Document,
  toNow: ReadonlyMap<string, Line> | undefined,
): { edit: Edit; document: Document; put: readonly Line[] } | null {
  if (does.ok) return { edit, document: does.document, put: does.put }
  const aimed = toNow ? retargetEdit(edit, onNow, toNow) : null
  if (!aimed) return null
  const done = doEdit(onNow, aimed)
  return done.ok ? { edit: aimed, document: done.document, put: done.put } : null
}

function counterparts(
  taken: readonly Line[],
  base: Document | undefined,
  now: Document,
  toNow: ReadonlyMap<string, Line> | undefined,
): Line[] {
  if (!base) return []
  const there = countContents(now.lines)
  return taken.flatMap((line) => {
    if (takeOne(there, line)) return [line]
    const other = toNow?.get(line.content)
    return other ? [other] : []
  })
}
