import type { Document, Line } from '@/lib/xmail/tab'

/** A row of a page: as it is on the server, or as the draft would have it. */
export interface DraftRow<Row> {
  readonly row: Row
  readonly change: 'none' | 'added' | 'removed'
  /** Its line in the file as it is; null: it is not there. `row.line` is that of the draft, but of a removed row. */
  readonly liveLine: number | null
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
  const places = new Map<Line | undefined, number>(live.lines.map((line, i) => [line, i]))
  const kept = new Set<Line | undefined>(drafted.lines)
  const removed = liveRows.flatMap((row, i): DraftRow<Row>[] =>
    kept.has(live.lines[row.line]) ? [] : [{ row, change: 'removed', liveLine: row.line, key: `r${i}` }],
  )
  const present = draftedRows.map((row, i): DraftRow<Row> => {
    const liveLine = places.get(drafted.lines[row.line]) ?? null
    return { row, change: liveLine === null ? 'added' : 'none', liveLine, key: `d${i}` }
  })
  return { present, removed }
}

/** The rows of both in one list, in the file's order: what is removed stays where it was. */
export function mergeInFileOrder<Row extends { readonly line: number }>(
  table: DraftedTable<Row>,
): DraftRow<Row>[] {
  const { present, removed } = compareRows(table)
  const out: DraftRow<Row>[] = []
  let next = 0
  const flush = (before: number) => {
    for (let gone = removed[next]; gone && gone.row.line < before; gone = removed[++next]) out.push(gone)
  }
  for (const row of present) {
    if (row.liveLine !== null) flush(row.liveLine)
    out.push(row)
  }
  flush(Number.POSITIVE_INFINITY)
  return out
}
