import { err, ok, type Result } from '@/lib/errors'
import { quote } from './lex'
import type { Quoting, TabFormat } from './line'

declare const brand: unique symbol

/** A byte string that a field of a TAB file can hold, checked by `checkField`. */
export type TabField = string & { readonly [brand]: 'TabField' }

/**
 * Checks that XMail would read a value back as it was given (semantics.md 1.3), in either quoting. It looks at encoded
 * bytes, so that a Shift_JIS character whose second byte is a backslash is caught at the end of a field as well.
 * Errors: FIELD_HAS_TAB, FIELD_HAS_LINE_BREAK (LF, or CR at the end), FIELD_HAS_NUL, FIELD_ENDS_WITH_BACKSLASH (it
 * would escape the closing quote), FIELD_NOT_ENCODABLE (not a byte string: text that was not encoded).
 */
export function checkField(value: string): Result<TabField> {
  if (!SUSPECT.test(value)) return ok(value as TabField)
  if (value.includes('\t')) return err('FIELD_HAS_TAB')
  if (value.includes('\n') || value.endsWith('\r')) return err('FIELD_HAS_LINE_BREAK')
  if (value.includes('\0')) return err('FIELD_HAS_NUL')
  if (value.endsWith('\\')) return err('FIELD_ENDS_WITH_BACKSLASH')
  const foreign = value.match(/[^\0-\xff]/u)
  return foreign ? err('FIELD_NOT_ENCODABLE', { character: foreign[0] }) : ok(value as TabField)
}

/** One look that lets nearly all values pass: 100,000 rows are checked at once. */
const SUSPECT = /[\t\n\r\0\\]|[^\0-\xff]/

/**
 * A line's content from its fields. The error of a field names its `column`, counted from 1 (never its value, which may
 * be a secret). LINE_TOO_LONG: XMail would read the rest as a line of its own.
 */
export function printFields(fields: readonly string[], quoting: Quoting, format: TabFormat): Result<string> {
  if (fields.length === 0) throw new RangeError('a line needs a field')
  let content = ''
  for (const [i, field] of fields.entries()) {
    const checked = checkField(field)
    if (!checked.ok) return err(checked.error.code, { ...checked.error.details, column: i + 1 })
    if (i > 0) content += '\t'
    content += quoting === 'bare' && canBeBare(field, i === 0) ? field : quote(field)
  }
  if (content.length > format.lineLimit) {
    return err('LINE_TOO_LONG', { limit: format.lineLimit, length: content.length })
  }
  return ok(content)
}

/** Unquoted, an empty field would vanish, a leading quote would open one, and a leading `#` would make a comment. */
function canBeBare(field: string, isFirst: boolean): boolean {
  return field !== '' && !field.startsWith('"') && !(isFirst && field.startsWith('#'))
}
