import { err, type Fault, ok, type Result } from '@/lib/errors'
import { type CsvRecord, readCell } from '@/lib/xmail/csv'
import { type Network, networksOf, understandNetworks } from '@/lib/xmail/net'
import { collectInSteps, type Steps } from '@/lib/xmail/steps'
import { ofTheList } from '../in-list'
import type { Edit } from '../registry'

/** How the rows of a table are exported as CSV, and come in again. */
export interface CsvForm<Row> {
  readonly columns: readonly string[]
  /** The rows in the order of the export, where they are not kept in the file's. */
  readonly arrange?: (rows: readonly Row[]) => readonly Row[]
  /** A row as a record; null for one that XMail does not use. */
  readonly print: (row: Row) => readonly string[] | null
  /**
   * What these records would add behind the rows, one answer for each; the edit is of those without a fault. Counts each
   * record twice at most: once read, once checked.
   */
  readonly read: (rows: readonly Row[], records: readonly CsvRecord[]) => Steps<CsvReading>
}

export interface CsvReading {
  /** Null: there is nothing to add. */
  readonly edit: Edit | null
  readonly faults: readonly (Fault | null)[]
}

/** The field of a column, as it was before it was exported; '' where the record is shorter. */
export function cell(record: CsvRecord, column: number): string {
  return readCell(record.fields[column]?.trim() ?? '')
}

/** The one network of a field, in any form that the pages take. Errors: those of `understandNetworks`, ADDRESS_EMPTY. */
export function networkOfCell(text: string): Result<Network> {
  const [entry, ...others] = understandNetworks(text)
  if (!entry) return err('ADDRESS_EMPTY')
  if (!entry.result.ok) return entry.result
  const [network, ...more] = networksOf(entry.result.value)
  // A range that is no prefix would be several rows.
  return network && more.length === 0 && others.length === 0
    ? ok(network)
    : err('ADDRESS_INVALID', { address: text })
}

/** Without a first record that only names the columns. */
export function withoutHead(records: readonly CsvRecord[], columns: readonly string[]): readonly CsvRecord[] {
  const fields = records[0]?.fields.map((field) => field.trim().toLowerCase()) ?? []
  // Spreadsheets fill a head up to the longest row.
  const first = fields.slice(0, fields.findLastIndex((field) => field !== '') + 1)
  const isHead = first.length > 0 && first.every((field, i) => field === columns[i])
  return isHead ? records.slice(1) : records
}

/**
 * The rules of records, those that may be added, and one answer for each record. `check`: one answer for each rule that
 * could be read, with `entry` (1-based) where another one of them is the trouble; `lineOf`: the line of one in the CSV.
 */
export function* readRules<Rule extends object>(
  records: readonly CsvRecord[],
  readRule: (record: CsvRecord) => Rule | Fault,
  check: (rules: readonly Rule[], lineOf: (entry: number) => number) => Steps<readonly (Fault | null)[]>,
): Steps<{ readonly fine: readonly Rule[]; readonly faults: readonly (Fault | null)[] }> {
  const read = yield* collectInSteps(records, readRule)
  const places = [...read.keys()].filter((place) => isRule(read[place]))
  const rules = read.filter(isRule)
  yield
  const lineOf = (entry: number) => records[places[entry - 1] ?? 0]?.line ?? 0
  const checked = (yield* check(rules, lineOf)).map((found) => found && ofTheList(found, lineOf))
  const faults = read.map((each) => (isRule(each) ? null : each))
  for (const [i, place] of places.entries()) faults[place] = checked[i] ?? null
  yield
  return { fine: rules.filter((_, i) => !checked[i]), faults }
}

function isRule<Rule extends object>(read: Rule | Fault | undefined): read is Rule {
  return read !== undefined && !('code' in read)
}
