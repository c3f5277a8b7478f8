import { err, ok, type Result } from '@/lib/errors'
import { finish, ITEMS_A_STEP, type Steps } from '@/lib/xmail/steps'

/** A record with the line that it begins in, 1-based. */
export interface CsvRecord {
  readonly line: number
  readonly fields: readonly string[]
}

/**
 * Reads comma-separated values (RFC 4180), or values separated by TABs or semicolons: whichever the first line has, for
 * spreadsheets copy with the one and, in some languages, save with the other. Empty lines are passed over.
 * Error: CSV_QUOTE_OPEN {line}: a quotation that never ends would take the rest of the file into one field.
 */
export function parseCsv(text: string): Result<CsvRecord[]> {
  return finish(parseCsvInSteps(text))
}

export function* parseCsvInSteps(text: string): Steps<Result<CsvRecord[]>> {
  const source = text.startsWith('\ufeff') ? text.slice(1) : text
  const separator = separatorOf(source)
  const records: CsvRecord[] = []
  let line = 1
  let at = 0
  for (let count = 1; at < source.length; count++) {
    if (count % ITEMS_A_STEP === 0) yield ITEMS_A_STEP
    const record = readRecord(source, at, separator)
    if (record === null) return err('CSV_QUOTE_OPEN', { line })
    if (record.fields.some((field) => field !== '')) records.push({ line, fields: record.fields })
    line += countLineEnds(source.slice(at, record.end))
    at = record.end
  }
  return ok(records)
}

function separatorOf(source: string): string {
  const first = /^[^\r\n]*/.exec(source)?.[0] ?? ''
  const unquoted = first.replaceAll(/"[^"]*"/g, '')
  return unquoted.includes('\t') ? '\t' : unquoted.includes(';') && !unquoted.includes(',') ? ';' : ','
}

/** Fields up to the end of the record, and where the next one begins; null where a quotation does not end. */
function readRecord(source: string, start: number, separator: string) {
  const fields: string[] = []
  let at = start
  for (;;) {
    const field = source[at] === '"' ? readQuoted(source, at) : readPlain(source, at, separator)
    if (field === null) return null
    fields.push(field.text)
    at = field.end
    if (source[at] === separator) {
      at += 1
      continue
    }
    if (source.startsWith('\r\n', at)) return { fields, end: at + 2 }
    return { fields, end: at + 1 }
  }
}

function readPlain(source: string, start: number, separator: string) {
  let end = start
  while (end < source.length && source[end] !== separator && source[end] !== '\n' && source[end] !== '\r')
    end++
  return { text: source.slice(start, end).trim(), end }
}

function readQuoted(source: string, start: number) {
  let text = ''
  let at = start + 1
  for (;;) {
    const quote = source.indexOf('"', at)
    if (quote < 0) return null
    text += source.slice(at, quote)
    if (source[quote + 1] !== '"') {
      // What stands between the closing quote and the separator belongs to nothing.
      const rest = /^[^,;\t\r\n]*/.exec(source.slice(quote + 1, quote + 200))?.[0] ?? ''
      return { text: text + rest.trim(), end: quote + 1 + rest.length }
    }
    text += '"'
    at = quote + 2
  }
}

function countLineEnds(text: string): number {
  return text.match(/\r\n|\r|\n/g)?.length ?? 0
}
