import { err, type Fault, fault, ok, type Result } from '@/lib/errors'
import { type CsvRecord, readCell } from '@/lib/xmail/csv'
import { type Network, networksOf, understandNetworks } from '@/lib/xmail/net'
import type { Edit } from '../registry'

/** How the rows of a table are exported as CSV, and come in again. */
export interface CsvForm<Row> {
  readonly columns: readonly string[]
  /** The rows in the order of the export, where they are not kept in the file's. */
  readonly arrange?: (rows: readonly Row[]) => readonly Row[]
  /** A row as a record; null for one that XMail does not use. */
  readonly print: (row: Row) => readonly string[] | null
  /** What these records would add behind the rows, one answer for each; the edit is of those without a fault. */
  readonly read: (rows: readonly Row[], records: readonly CsvRecord[]) => CsvReading
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

/** Each item of a record that has one, with its place among the records. */
export function placed<T>(items: readonly (T | null)[]): { readonly item: T; readonly place: number }[] {
  return items.flatMap((item, place) => (item === null ? [] : [{ item, place }]))
}

/** Puts the answers for some records back to their places among all. */
export function spread<T>(
  faults: readonly (Fault | null)[],
  some: readonly { readonly item: T; readonly place: number }[],
  answers: readonly (Fault | null)[],
): (Fault | null)[] {
  const out = [...faults]
  for (const [i, { place }] of some.entries()) out[place] ??= answers[i] ?? null
  return out
}

/** Of another network of the same list its line is said (`lineOf` its place, from 1), not its place among those that are fine. */
export function inList(found: Fault, lineOf: (entry: number) => number): Fault {
  const { entry, network = '', by = network } = found.details ?? {}
  return typeof entry === 'number' ? fault('NETWORK_IN_LIST', { network, by, line: lineOf(entry) }) : found
}
