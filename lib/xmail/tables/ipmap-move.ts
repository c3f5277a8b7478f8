import { err, ok, type Result } from '@/lib/errors'
import { type Document, replaceField } from '@/lib/xmail/tab'
import { type IpmapRow, LOWEST_PRECEDENCE, PRECEDENCE_FIELD, readIpmap } from './ipmap'
import { locateRow, type RowRef } from './locate-rows'

const HIGHEST = 2_147_483_647
/** Precedences tried around the two neighbours. Farther away means more changed lines than any file has reason for. */
const SEARCHED = 64

/** A row's new precedence; `line` is its index in the Document. */
export interface Renumbering {
  readonly line: number
  readonly precedence: number
}

/**
 * Moves a row so that it wins just before the row that is now at place `to` of the winning order (or last, at its end),
 * by changing the precedence of as few rows as possible. All other rows keep their order. Errors: ROW_NOT_FOUND,
 * NOTHING_TO_CHANGE.
 */
export function moveIpmapRow(doc: Document, row: RowRef, to: number): Result<Document> {
  const line = locateRow(doc, row)
  if (!line.ok) return line
  const live = readIpmap(doc).filter((each) => each.state === 'live')
  const from = live.findIndex((each) => each.line === line.value)
  if (from < 0 || live.some((each) => each.marks.includes('split-line')))
    return err('ROW_NOT_FOUND', { line: line.value + 1 })
  const changes = renumber(live, from, to)
  if (!changes) return err('NOTHING_TO_CHANGE')
  let moved: Result<Document> = ok(doc)
  for (const change of changes) {
    if (!moved.ok) return moved
    moved = replaceField(moved.value, change.line, PRECEDENCE_FIELD, String(change.precedence))
  }
  return moved
}

/** The fewest new precedences that put row `from` of a winning order at place `to`; null where it is there already. */
export function renumber(
  live: readonly Pick<IpmapRow, 'line' | 'precedence'>[],
  from: number,
  to: number,
): Renumbering[] | null {
  const moving = live[from]
  const place = Math.max(0, Math.min(to, live.length))
  if (!moving || place === from || place === from + 1) return null
  const above = live.slice(0, place).filter((row) => row !== moving)
  const below = live.slice(place).filter((row) => row !== moving)
  let best: Renumbering[] | null = null
  // Its own precedence last: then the others give way to it, which must save a line to be worth it.
  const near = candidates(precedenceOf(above.at(-1)), precedenceOf(below[0]))
  const tried = [...near, moving.precedence ?? 0]
  for (const precedence of tried) {
    const own = { line: moving.line, precedence }
    const raised = push(above.toReversed(), own, 1)
    const lowered = raised && push(below, own, -1)
    if (!lowered) continue
    const changes = [...(precedence === moving.precedence ? [] : [own]), ...raised, ...lowered]
    if (!best || changes.length < best.length) best = changes
    if (best.length === 1) break
  }
  return best
}

function precedenceOf(row: Pick<IpmapRow, 'precedence'> | undefined): number | null {
  return row ? (row.precedence ?? 0) : null
}

/** From the middle between the neighbours outwards. */
function candidates(above: number | null, below: number | null): number[] {
  const top = above ?? (below ?? 0) + 1
  const bottom = below ?? Math.max((above ?? 1) - 1, 0)
  const middle = Math.floor((top + bottom) / 2)
  const tried = new Set<number>()
  for (let distance = 0; distance <= SEARCHED + top - middle && tried.size < 2 * SEARCHED + 2; distance++) {
    for (const precedence of [middle + distance, middle - distance]) {
      if (precedence >= 0 && precedence <= HIGHEST) tried.add(precedence)
    }
  }
  return [...tried]
}

/**
 * Which of `rows`, nearest first, must give way to `own` in one direction (1: they win before it, and rise; -1: they
 * win after it, and sink), or null where there is no room.
 */
function push(
  rows: readonly Pick<IpmapRow, 'line' | 'precedence'>[],
  own: Renumbering,
  direction: 1 | -1,
): Renumbering[] | null {
  const changes: Renumbering[] = []
  let next = own
  for (const row of rows) {
    const precedence = row.precedence ?? 0
    const here = { line: row.line, precedence }
    if (direction === 1 ? wins(here, next) : wins(next, here)) return changes
    // Of equal precedence the later line wins, so that sometimes an equal one is enough.
    const equal = { line: row.line, precedence: next.precedence }
    const isEnough = direction === 1 ? wins(equal, next) : wins(next, equal)
    next = isEnough ? equal : { ...equal, precedence: next.precedence + direction }
    if (next.precedence > HIGHEST || next.precedence < LOWEST_PRECEDENCE + 1) return null
    changes.push(next)
  }
  return changes
}

function wins(a: Renumbering, b: Renumbering): boolean {
  return a.precedence > b.precedence || (a.precedence === b.precedence && a.line > b.line)
}
