import type { FilterRow } from './read-row'
import { daysLeft, hasUnclearEnd, parseRowDetails } from './row-details'

/** How many days before its last day a row is warned about. */
export const WARNING_DAYS = 7

/**
 * When a row ends by its own note. `unclear`: the note speaks of an end that is no day, or of several; such a row is
 * never taken for one that is over. `over`: its last day is past.
 */
export interface RowEnd {
  readonly kind: 'none' | 'later' | 'soon' | 'over' | 'unclear'
  /** `2027-01-31`; '' where there is none. */
  readonly until: string
  /** 0: today is the last day. Negative: over. */
  readonly daysLeft: number
}

const NO_END: RowEnd = { kind: 'none', until: '', daysLeft: 0 }

/** `today`: the console's day, `2027-01-31`. A comment that is not the row's own note ends nothing. */
export function endOfRow({ note, marks }: Pick<FilterRow, 'note' | 'marks'>, today: string): RowEnd {
  if (!note?.own) return NO_END
  const details = parseRowDetails(note.text)
  const left = daysLeft(details.until, today)
  // Several rows of one line have one note: none of them can go alone.
  if (hasUnclearEnd(details) || (left !== null && marks.includes('split-line')))
    return { ...NO_END, kind: 'unclear' }
  if (left === null) return NO_END
  const kind = left < 0 ? 'over' : left <= WARNING_DAYS ? 'soon' : 'later'
  return { kind, until: details.until, daysLeft: left }
}
