import { type IpmapRow, nameNetwork } from '@/lib/xmail/tables'
import { compareRows, type DraftedTable, type DraftRow } from '@/lib/xmail/tables/draft-rows'

/** A rule as the page shows it. */
export interface AccessRow extends DraftRow<IpmapRow> {
  /** What an `added` row was before, where the draft only changes it: its precedence, permission, or whether it is on. */
  readonly before: IpmapRow | null
  /** The draft changes the note of a row that it leaves alone otherwise. */
  readonly isNoted: boolean
}

/** The rules on the server and those of the draft in one list, in winning order. */
export function arrangeRows(table: DraftedTable<IpmapRow>): AccessRow[] {
  return mergeInWinningOrder(pairChanges(compareRows(table)), findNoted(table))
}

/** Rows that the draft leaves alone but for their note. */
function findNoted({ live, drafted, liveRows }: DraftedTable<IpmapRow>): (row: IpmapRow) => boolean {
  const notes = new Map(liveRows.map((row) => [live.lines[row.line], row.note?.text]))
  return ({ line, note }) => {
    const own = drafted.lines[line]
    return notes.has(own) && notes.get(own) !== note?.text
  }
}

type Compared = ReturnType<typeof compareRows<IpmapRow>>
interface Paired extends Compared {
  readonly before: ReadonlyMap<DraftRow<IpmapRow>, IpmapRow>
}

/**
 * A row that goes and one that comes of the same network are one row that changes: it is shown once, where it will be.
 * Moved there and back again, it has not changed.
 */
function pairChanges({ present, removed }: Compared): Paired {
  const gone = new Map(removed.map((each) => [nameNetwork(each.row), each.row]))
  const before = new Map<DraftRow<IpmapRow>, IpmapRow>()
  const paired = new Set<IpmapRow>()
  const shown = present.map((each): DraftRow<IpmapRow> => {
    const { row, change } = each
    const old = change === 'added' && row.state !== 'dead' ? gone.get(nameNetwork(row)) : undefined
    if (!old || paired.has(old)) return each
    paired.add(old)
    if (old.was === row.was) return { ...each, change: 'none' }
    before.set(each, old)
    return each
  })
  return { present: shown, removed: removed.filter(({ row }) => !paired.has(row)), before }
}

/** Rows that win first come first; a removed one stands where it had won; what XMail does not use is last. */
function mergeInWinningOrder(
  { present, removed, before }: Paired,
  isNoted: (row: IpmapRow) => boolean,
): AccessRow[] {
  const out = [...present]
  for (const gone of removed) {
    const place = out.findIndex(
      ({ row }) => row.state !== 'live' || (gone.row.state === 'live' && wins(gone.row, row)),
    )
    out.splice(place < 0 ? out.length : place, 0, gone)
  }
  const keyOf = nameRows(out)
  return out.map((each) => ({
    ...each,
    key: keyOf(each),
    before: before.get(each) ?? null,
    isNoted: each.change === 'none' && isNoted(each.row),
  }))
}

/** A row keeps its key wherever it moves to and whatever is written above it, so that the focus stays on it. */
function nameRows(rows: readonly DraftRow<IpmapRow>[]): (row: DraftRow<IpmapRow>) => string {
  const counts = new Map<string, number>()
  const keys = new Map<DraftRow<IpmapRow>, string>()
  for (const each of rows.toSorted((a, b) => a.row.line - b.row.line)) {
    const name = `${each.change === 'removed' ? 'r' : 'd'} ${nameNetwork(each.row) || each.row.was}`
    const count = (counts.get(name) ?? 0) + 1
    counts.set(name, count)
    keys.set(each, `${name} ${count}`)
  }
  return (row) => keys.get(row) ?? row.key
}

function wins(a: IpmapRow, b: IpmapRow): boolean {
  return (a.precedence ?? 0) > (b.precedence ?? 0) || (a.precedence === b.precedence && a.line > b.line)
}
