/**
 * Records as comma-separated values (RFC 4180, CRLF). A spreadsheet would run a field that begins with `=`, `+`, `-` or `@`
 * as a formula, so such a field gets an apostrophe in front, which `readCell` takes away again.
 */
export function printCsv(records: readonly (readonly string[])[]): string {
  return records.map((fields) => `${fields.map(printField).join(',')}\r\n`).join('')
}

function printField(text: string): string {
  const safe = /^['=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",;\t\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** A field as it was before `printCsv`. */
export function readCell(text: string): string {
  return /^'['=+\-@\t\r]/.test(text) ? text.slice(1) : text
}
