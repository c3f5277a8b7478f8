import { readTokens } from '@/lib/xmail/tab'
import type { TableForm } from './table-form'

/**
 * The row that a comment keeps: its content without the `#` and the blanks behind. Null for any other comment. Quotes
 * round the whole first field tell a row from prose; without them the table has to be sure.
 */
export function readDisabled(
  content: string,
  form: Pick<TableForm, 'isLive' | 'isSurelyRow'>,
): string | null {
  if (!content.startsWith('#') || content.includes('\0')) return null
  const row = content.slice(1).replace(/^[ \t]+/, '')
  // Of two `#` only one would be taken away.
  if (row === '' || row.startsWith('#')) return null
  const tokens = readTokens(row)
  if (!form.isLive(tokens)) return null
  return isQuoted(row.split('\t')[0] ?? '') || form.isSurelyRow(tokens) ? row : null
}

/** Whether a raw field is one pair of quotes and what is in them. */
export function isQuoted(raw: string): boolean {
  return /^"(?:\\"|[^"])*"$/.test(raw)
}
