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
  if (table.live === table.drafted) return showUnchanged(table.liveRows)
  return mergeInWinningOrder(pairChanges(compareRows(table)), findNoted(table))
}

/** Without a draft there is nothing to compare, in a list of 100,000 rules neither. */
function showUnchanged(rows: readonly IpmapRow[]): AccessRow[] {
  const shown = rows.map(
    (row): AccessRow => ({ row, change: 'none', liveLine: row.line, key: '', before: null, isNoted: false }),
  )
  const keys = nameRows(shown)
  return shown.map((each, i) => Object.assign(each, { key: keys[i] ?? '' }))
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
    const changed = { ...each, liveLine: old.line }
    if (old.was === row.was) return { ...changed, change: 'none' }
    before.set(changed, old)
    return changed
  })
  return { present: shown, removed: removed.filter(({ row }) => !paired.has(row)), before }
}

/** Rows that win first come first; a removed one stands where it had won; what XMail does not use is last. */
function mergeInWinningOrder(
  { present, removed, before }: Paired,
  isNoted: (row: IpmapRow) => boolean,
): AccessRow[] {
  const out: DraftRow<IpmapRow>[] = []
  // Both come in winning order, so that each place is sought from the one before on.
  let next = 0
  for (const each of present) {
    for (let gone = removed[next]; gone && comesBefore(gone.row, each.row); gone = removed[++next])
      out.push(gone)
    out.push(each)
  }
  const all = out.concat(removed.slice(next))
  const keys = nameRows(all)
  return all.map((each, i) => ({
    row: each.row,
    change: each.change,
    liveLine: each.liveLine,
    key: keys[i] ?? each.key,
    before: before.get(each) ?? null,
    isNoted: each.change === 'none' && isNoted(each.row),
  }))
}

function comesBefore(gone: IpmapRow, row: IpmapRow): boolean {
  return row.state !== 'live' || (gone.state === 'live' && wins(gone, row))
}

/** A row keeps its key wherever it moves to and whatever is written above it, so that the focus stays on it. */
function nameRows(rows: readonly Pick<DraftRow<IpmapRow>, 'row' | 'change'>[]): string[] {
  const keys = rows.map(
    ({ row, change }) => `${change === 'removed' ? 'r' : 'd'} ${nameNetwork(row) || row.was}`,
  )
  // Rows of one name are told apart by their order in the file, which moving does not change.
  for (const [name, places] of findRepeated(keys)) {
    const inFile = places.toSorted((a, b) => (rows[a]?.row.line ?? 0) - (rows[b]?.row.line ?? 0))
    for (const [count, place] of inFile.entries()) keys[place] = `${name} ${count}`
  }
  return keys
}

/** The places of each text that a list has more than once. */
function findRepeated(texts: readonly string[]): Map<string, number[]> {
  const first = new Map<string, number>()
  const repeated = new Map<string, number[]>()
  for (const [place, text] of texts.entries()) {
    const before = first.get(text)
    const places = repeated.get(text)
    if (before === undefined) first.set(text, place)
    else if (places) places.push(place)
    else repeated.set(text, [before, place])
  }
  return repeated
}

function wins(a: IpmapRow, b: IpmapRow): boolean {
  return (a.precedence ?? 0) > (b.precedence ?? 0) || (a.precedence === b.precedence && a.line > b.line)
}
