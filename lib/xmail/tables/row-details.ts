import { type Fault, fault } from '@/lib/errors'

/**
 * What a person notes about a row, as they see it. It is kept in the row's own note as free text with details in brackets
 * behind, so that it lives without this console and can be read and written in a text editor:
 *
 *     #: Scanner, third floor [ticket: 4711] [owner: Sato] [until: 2027-01-31]
 */
export interface RowDetails {
  /** Whatever is none of the details, brackets that mean something to others included. */
  readonly text: string
  readonly ticket: string
  readonly owner: string
  /** The row's last day, `2027-01-31`; '' for a row without an end. */
  readonly until: string
}

export const NO_DETAILS: RowDetails = { text: '', ticket: '', owner: '', until: '' }

const NAMES = ['ticket', 'owner', 'until'] as const
type DetailName = (typeof NAMES)[number]

/** `[name: value]`, the name in any case. Brackets do not nest, and a value has none. */
const DETAIL = /\[(ticket|owner|until):([^[\]]*)\]/gi

/**
 * Reads the text of a note. Of several details with one name the last counts, the others stay text, and so does
 * everything that is not understood: an end that is no day of the calendar, an empty value, another name.
 */
export function parseRowDetails(note: string): RowDetails {
  const details = { ...NO_DETAILS, text: note.trim() }
  for (let found = findLast(details); found; found = findLast(details)) {
    details[found.name] = found.value
    // Joined by a blank: without it, what stood around could become a detail that nobody wrote.
    details.text =
      `${details.text.slice(0, found.from).trimEnd()} ${details.text.slice(found.to).trimStart()}`.trim()
  }
  return details
}

interface FoundDetail {
  readonly name: DetailName
  readonly value: string
  readonly from: number
  readonly to: number
}

/** The last detail in the text that is not known yet. */
function findLast(details: RowDetails): FoundDetail | undefined {
  return [...details.text.matchAll(DETAIL)]
    .flatMap((match): FoundDetail[] => {
      const name = NAMES.find((each) => each === match[1]?.toLowerCase())
      const value = match[2]?.trim() ?? ''
      if (!name || details[name] !== '' || value === '' || (name === 'until' && !isDay(value))) return []
      return [{ name, value, from: match.index, to: match.index + match[0].length }]
    })
    .at(-1)
}

/**
 * The text of a note with these details, which `parseRowDetails` reads as they are. Line ends and TABs are the note's own
 * business (`printNote`).
 */
export function printRowDetails(details: RowDetails): string {
  const brackets = NAMES.flatMap((name) => {
    const value = details[name].trim()
    return value === '' ? [] : [`[${name}: ${value}]`]
  })
  return [details.text.trim(), ...brackets].filter((part) => part !== '').join(' ')
}

/**
 * The trouble with details that a person types, in the field of its name; `today` is the first day that may still be an
 * end. DETAIL_HAS_BRACKETS, DAY_INVALID, DAY_OVER {until, today}.
 */
export function checkRowDetails(typed: RowDetails, today: string): Fault | null {
  for (const name of ['ticket', 'owner'] as const) {
    if (/[[\]]/.test(typed[name])) return fault('DETAIL_HAS_BRACKETS', undefined, name)
  }
  if (typed.until.trim() !== '' && !isDay(typed.until.trim())) return fault('DAY_INVALID', undefined, 'until')
  // As it will be read: an end can also be typed into the text.
  const { until } = parseRowDetails(printRowDetails(typed))
  return until !== '' && until < today ? fault('DAY_OVER', { until, today }, 'until') : null
}

/** Whether the text speaks of an end that this console does not understand, or of more than one. */
export function hasUnclearEnd({ text }: RowDetails): boolean {
  return /\[\s*until\b/i.test(text)
}

/** Whether a text is a day of the calendar, written `2027-01-31`. */
export function isDay(text: string): boolean {
  return numberOfDay(text) !== null
}

/** Days from today to the last day of a row: 0 is today, negative is over. Null: one of the two is no day. */
export function daysLeft(until: string, today: string): number | null {
  const [last, first] = [numberOfDay(until), numberOfDay(today)]
  return last === null || first === null ? null : last - first
}

const DAY_MS = 86_400_000

/** Days since 1970-01-01, whatever the time zone. */
function numberOfDay(text: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null
  const ms = Date.parse(`${text}T00:00:00Z`)
  // Some engines read 2027-02-30 as a day in March.
  return Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== text ? null : ms / DAY_MS
}
