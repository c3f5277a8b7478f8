import type { Document, Line } from '@/lib/xmail/tab'

/** A row of a page: as it is on the server, or as the draft would have it. */
export interface DraftRow<Row> {
  readonly row: Row
  readonly change: 'none' | 'added' | 'removed'
  /** Unique on the page. */
  readonly key: string
}

/** The edit of a draft that a row comes from, or goes by; `alone`: it did nothing else. */
export interface RowOrigin {
  readonly edit: number
  readonly alone: boolean
}

/** A row that the server has compared with the draft, because its file stays there. */
export interface ComparedRow<Row> extends DraftRow<Row> {
  readonly origin: RowOrigin | null
}

export interface DraftedTable<Row> {
  readonly live: Document
  readonly drafted: Document
  readonly liveRows: readonly Row[]
  readonly draftedRows: readonly Row[]
}

/**
 * What a draft does to rows. An edit shares the lines that it leaves alone, so a line that is in one Document only was
 * removed or added.
 */
export function compareRows<Row extends { readonly line: number }>(table: DraftedTable<Row>) {
  const { live, drafted, liveRows, draftedRows } = table
  const known = new Set<Line | undefined>(live.lines)
  const kept = new Set<Line | undefined>(drafted.lines)
  const removed = liveRows.flatMap((row, i): DraftRow<Row>[] =>
    kept.has(live.lines[row.line]) ? [] : [{ row, change: 'removed', key: `r${i}` }],
  )
  const present = draftedRows.map(
    (row, i): DraftRow<Row> => ({
      row,
      change: known.has(drafted.lines[row.line]) ? 'none' : 'added',
      key: `d${i}`,
    }),
  )
  return { present, removed }
}

/** The rows of both in one list, in the file's order: what is removed stays where it was. */
export function mergeInFileOrder<Row extends { readonly line: number }>(
  table: DraftedTable<Row>,
): DraftRow<Row>[] {
  const { present, removed } = compareRows(table)
  const places = new Map<Line | undefined, number>(table.live.lines.map((line, i) => [line, i]))
  const out: DraftRow<Row>[] = []
  let next = 0
  const flush = (before: number) => {
    for (let gone = removed[next]; gone && gone.row.line < before; gone = removed[++next]) out.push(gone)
  }
  for (const row of present) {
    const place = places.get(table.drafted.lines[row.row.line])
    if (place !== undefined) flush(place)
    out.push(row)
  }
  flush(Number.POSITIVE_INFINITY)
  return out
}
