import type { Fault } from '@/lib/errors'
import { parseCsvInSteps } from '@/lib/xmail/csv'
import type { Steps } from '@/lib/xmail/steps'
import type { Edit } from '@/lib/xmail/tables'
import { type CsvForm, withoutHead } from '@/lib/xmail/tables/csv'

const MAX_CHARACTERS_SHOWN = 60

/** How many times `understandCsv` counts each line: once parsed, once read, once checked. */
export const CSV_PASSES = 3

/** A line that cannot be added, as it is shown; `line` is 1-based. */
export interface CsvLine {
  readonly line: number
  readonly text: string
  readonly fault: Fault
}

export interface CsvUnderstanding {
  /** Of the lines that are fine; null where there are none. */
  readonly edit: Edit | null
  readonly bad: readonly CsvLine[]
  /** How many lines can be added. */
  readonly fine: number
  /** Of the text as a whole. */
  readonly fault: Fault | null
}

/** The dry run of an import: what of a text would be added to these rows, and what is wrong with which line. */
export function* understandCsv<Row>(
  form: CsvForm<Row>,
  rows: readonly Row[],
  text: string,
): Steps<CsvUnderstanding> {
  const parsed = yield* parseCsvInSteps(text)
  if (!parsed.ok) return { edit: null, bad: [], fine: 0, fault: parsed.error }
  const records = withoutHead(parsed.value, form.columns)
  const { edit, faults } = yield* form.read(rows, records)
  yield
  const bad = records.flatMap((record, i): CsvLine[] => {
    const fault = faults[i]
    const shown = () => record.fields.join(', ').slice(0, MAX_CHARACTERS_SHOWN)
    return fault ? [{ line: record.line, text: shown(), fault }] : []
  })
  return { edit, bad, fine: records.length - bad.length, fault: null }
}
