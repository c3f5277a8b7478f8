import { ok, type Result } from '@/lib/errors'
import { type MapsRow, type MapsRule, printMapsList } from '@/lib/xmail/variables'

/** What a person does to the list of zones. Places are from 0. */
export type ZoneChange =
  | { readonly op: 'add'; readonly rule: MapsRule }
  | { readonly op: 'replace'; readonly at: number; readonly rule: MapsRule }
  | { readonly op: 'remove'; readonly at: number }
  /** `to`: it comes before the one that is at this place now. */
  | { readonly op: 'move'; readonly at: number; readonly to: number }

/**
 * The value of CustMapsList after a change; entries that it does not touch are written as they were. Null: nothing is
 * left. Errors: those of `printMapsList`.
 */
export function changeZones(rows: readonly MapsRow[], change: ZoneChange): Result<string | null> {
  const entries = changed(rows, change)
  return entries.length === 0 ? ok(null) : printMapsList(entries)
}

function changed(rows: readonly MapsRow[], change: ZoneChange): (MapsRow | MapsRule)[] {
  switch (change.op) {
    case 'add':
      // A comma at the end makes an empty entry, behind which XMail would find nothing.
      return [...rows.filter(({ text }) => text !== ''), change.rule]
    case 'replace':
      return rows.map((row, i) => (i === change.at ? change.rule : row))
    case 'remove':
      return rows.filter((_, i) => i !== change.at)
    case 'move': {
      const row = rows[change.at]
      const place = change.to > change.at ? change.to - 1 : change.to
      return row ? rows.toSpliced(change.at, 1).toSpliced(place, 0, row) : [...rows]
    }
  }
}
