import { sameRowKey } from '@/components/table/same-row-key'
import type { Document, Line } from '@/lib/xmail/tab'
import {
  endOfRow,
  NO_DETAILS,
  parseRowDetails,
  type RelayRow,
  type RowDetails,
  type RowEnd,
} from '@/lib/xmail/tables'
import type { DraftRow } from '@/lib/xmail/tables/draft-rows'

/** A row of the page: what it says, what is noted about it, and what the draft does to it. */
export interface ShownRelayRow extends DraftRow<RelayRow> {
  readonly details: RowDetails
  readonly end: RowEnd
  /** The draft switches it off or on; it is shown as it will be. */
  readonly switched: boolean
  /** The draft notes other details than the file has. */
  readonly noted: boolean
}

interface RelayList {
  readonly live: Document
  readonly drafted: Document
  readonly liveRows: readonly RelayRow[]
  /** Live and drafted together, in the file's order. */
  readonly rows: readonly DraftRow<RelayRow>[]
}

/** `today`: the console's day, `2027-01-31`. */
export function showRelayRows({ live, drafted, liveRows, rows }: RelayList, today: string): ShownRelayRow[] {
  const { pairs, hidden } = pairSwitched(rows)
  const notes = new Map<Line | undefined, string>(
    liveRows.map(({ line, note }) => [live.lines[line], note?.own ? note.text : '']),
  )
  return rows.flatMap((each): ShownRelayRow[] => {
    if (hidden.has(each)) return []
    const { row } = each
    const was = pairs.get(each)
    const text = row.note?.own ? row.note.text : ''
    const line = was ? live.lines[was.row.line] : drafted.lines[row.line]
    const noted = (was !== undefined || each.change === 'none') && notes.get(line) !== text
    return [
      {
        ...each,
        change: was ? 'none' : each.change,
        liveLine: was ? was.liveLine : each.liveLine,
        details: text === '' ? NO_DETAILS : parseRowDetails(text),
        end: endOfRow(row, today),
        switched: was !== undefined,
        noted,
      },
    ]
  })
}

/** To a Document, a row that is switched is one line that goes and one that comes. People see one row. */
function pairSwitched(rows: readonly DraftRow<RelayRow>[]) {
  const removed = new Map<string, DraftRow<RelayRow>[]>()
  for (const each of rows) {
    if (each.change !== 'removed') continue
    const key = sameRowKey(each.row.was)
    removed.set(key, [...(removed.get(key) ?? []), each])
  }
  const pairs = new Map<DraftRow<RelayRow>, DraftRow<RelayRow>>()
  for (const each of rows) {
    const others = each.change === 'added' ? removed.get(sameRowKey(each.row.was)) : undefined
    const at = others?.findIndex((other) => isSwitch(other.row.state, each.row.state)) ?? -1
    const [other] = at < 0 ? [] : (others?.splice(at, 1) ?? [])
    if (other) pairs.set(each, other)
  }
  return { pairs, hidden: new Set(pairs.values()) }
}

function isSwitch(from: RelayRow['state'], to: RelayRow['state']): boolean {
  return from !== to && (from === 'disabled' || to === 'disabled')
}
