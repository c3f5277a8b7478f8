import type { Document, Line } from '@/lib/xmail/tab'
import { type RelayRow, readRelay } from '@/lib/xmail/tables'

/** A row of the page: as it is on the server, or as the draft would have it. */
export interface DraftRow {
  readonly row: RelayRow
  readonly change: 'none' | 'added' | 'removed'
  /** Unique on the page. */
  readonly key: string
}

/**
 * The rows of the live file and of the drafted one in one list, in the file's order. An edit shares the lines that it
 * leaves alone, so a line that is in one Document only was removed or added.
 */
export function mergeRows(live: Document, drafted: Document): DraftRow[] {
  const kept = new Set<Line>(live === drafted ? [] : drafted.lines)
  const known = new Set<Line>(live.lines)
  const liveRows = readRelay(live)
  if (live === drafted) return liveRows.map((row, i) => ({ row, change: 'none', key: `l${i}` }))
  const removed = liveRows.filter((row) => !kept.has(live.lines[row.line] as Line))
  const out: DraftRow[] = []
  const places = new Map<Line, number>(live.lines.map((line, i) => [line, i]))
  let nextRemoved = 0
  const flushRemoved = (before: number) => {
    for (let row = removed[nextRemoved]; row && row.line < before; row = removed[++nextRemoved]) {
      out.push({ row, change: 'removed', key: `r${nextRemoved}` })
    }
  }
  for (const [i, row] of readRelay(drafted).entries()) {
    const line = drafted.lines[row.line] as Line
    const place = places.get(line)
    if (place !== undefined) flushRemoved(place)
    out.push({ row, change: known.has(line) ? 'none' : 'added', key: `d${i}` })
  }
  flushRemoved(Number.POSITIVE_INFINITY)
  return out
}
