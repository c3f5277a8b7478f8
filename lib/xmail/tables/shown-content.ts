import { type Line, quote, unquote } from '@/lib/xmail/tab'
import { isQuoted, readDisabled } from './read-disabled'
import type { TableForm } from './table-form'

/** What stands for a secret. */
export const HIDDEN = '***'

/**
 * What an edit must find in a line again (`was` of a row): its content; in a table with secrets, its fields with the
 * secret one hidden. Where the fields of such a line cannot be told apart, its length is all that is shown: the password
 * may be anywhere.
 */
export function shownContent(line: Line, form: TableForm): string {
  const { content, kind } = line
  const secret = form.secretColumn
  if (secret === undefined || /^[ \t]*$/.test(content)) return content
  // Of each of its pieces again this would be asked, and to look at all of them each time takes for ever.
  if (kind === 'split') return `(${content.length} bytes)`
  const row = kind === 'comment' ? readDisabled(content, form) : content
  const raw = row === null ? [] : rawTokens(row)
  const tokens = raw.map(unquote)
  const isUnclear = content.includes('\0') || raw.length <= secret
  if (isUnclear || form.isShifted?.(tokens)) return `(${content.length} bytes)`
  // The fields of a line that XMail does not use may not be what they should be, so those behind are hidden too.
  const isLive = form.isLive(tokens)
  const shown = raw.map((token, i) => {
    if (i === secret || (i > secret && !isLive)) return HIDDEN
    return i < secret ? shownName(token) : unquote(token)
  })
  return (kind === 'comment' ? '#' : '') + shown.map(quote).join('\t')
}

/** The name in the first field of a row with a secret; null where nobody can say that it is the name. */
export function readName(row: ShownName, form: TableForm): string | null {
  const [raw = ''] = rawTokens(row.content)
  const isUnclear = row.split || row.tokens.length <= (form.secretColumn ?? 0)
  return isUnclear || form.isShifted?.(row.tokens) ? null : shownName(raw)
}

interface ShownName {
  readonly content: string
  readonly split: boolean
  readonly tokens: readonly string[]
}

/** Without quotes and with a blank in it, it is likely a name and the password itself. */
function shownName(raw: string): string {
  return isQuoted(raw) ? unquote(raw) : (unquote(raw).split(/[ ,;:]/)[0] ?? '')
}

/** The fields of a line as they are written; empty ones between TABs are none (semantics.md 1.2). */
function rawTokens(content: string): string[] {
  return content.split('\t').filter((token) => token !== '')
}
