import { type Document, type Line, readChunks, readTokens } from '@/lib/xmail/tab'
import { readDisabled } from './read-disabled'
import { type RowNote, readNote } from './row-notes'
import { shownContent } from './shown-content'
import type { TableForm } from './table-form'

/** Where a row of a table is, and whether XMail uses it. */
export interface ListRow {
  /** Index of the line in the Document, from 0. Two rows can come from one line that is read in pieces. */
  readonly line: number
  /** What an edit of this row must find there (`shownContent`): a byte string without secrets. */
  readonly was: string
  /** `disabled`: a comment that keeps a row. */
  readonly state: 'live' | 'dead' | 'disabled'
  readonly note: RowNote | null
}

/** A row while its reader makes it, and nobody else has it yet. */
export type Making<Row extends ListRow> = { -readonly [Field in keyof Row]: Row[Field] }

/** A line of a table before its fields are understood. */
export interface FoundRow extends Omit<ListRow, 'state'> {
  readonly disabled: boolean
  /** More than one row of a line: it is longer than XMail's buffer (semantics.md 1.1). */
  readonly split: boolean
  readonly tokens: readonly string[]
  /** What was tokenised, for those who tell one mistake from another. Not to be shown: it may hold a secret. */
  readonly content: string
}

/** The rows of a file in its order: what XMail reads, and what is switched off. */
export function* findRows(doc: Document, form: TableForm): Generator<FoundRow> {
  for (let line = 0; line < doc.lines.length; line++) {
    const source = doc.lines[line]
    if (!source || source.kind === 'blank') continue
    const { content, kind } = source
    if (kind === 'comment') {
      const row = readDisabled(content, form)
      if (row !== null) yield foundRow(doc, line, form, row, readTokens(row), kind)
    } else if (kind === 'data' && !content.includes('\0')) {
      yield foundRow(doc, line, form, content, readTokens(content), kind)
    } else {
      for (const chunk of readChunks(source, doc.format)) {
        const { tokens } = chunk
        if (chunk.kind === 'data') yield foundRow(doc, line, form, tokens.join('\t'), tokens, kind)
      }
    }
  }
}

/** Written out, here and in the tables: spreads would take most of the time that a long file takes. */
function foundRow(
  doc: Document,
  line: number,
  form: TableForm,
  content: string,
  tokens: readonly string[],
  kind: Line['kind'],
): FoundRow {
  const source = doc.lines[line]
  return {
    line,
    was: source ? shownContent(source, form) : '',
    note: readNote(doc, line, form),
    disabled: kind === 'comment',
    split: kind === 'split',
    tokens,
    content,
  }
}

/** Why a line is none that a person would have written as a row; null: it may be one. */
export const LINE_REASONS = [
  /** Nothing but blanks or TABs. Harmless. */
  'only-blanks',
  /** An editor put a byte order mark before the first line; XMail takes it for a part of the first field. */
  'byte-order-mark',
  /** `;`, `//`, or a `#` that is not the first byte. Harmless, but no comment to XMail. */
  'looks-like-comment',
  /** The fields are divided by blanks. Only TABs divide fields. */
  'spaces-for-tabs',
  'too-few-fields',
] as const

export type LineReason = (typeof LINE_REASONS)[number]

/** The mistake in a line that has too few fields, or would have if it were read as it was meant. */
export function explainLine(
  { line, split, tokens, content }: FoundRow,
  fieldsNeeded: number,
): LineReason | null {
  if (/^[ \t]*$/.test(content)) return 'only-blanks'
  if (line === 0 && !split && content.startsWith('\xef\xbb\xbf')) return 'byte-order-mark'
  if (/^(;|\/\/|\s+#)/.test(content)) return 'looks-like-comment'
  if (tokens.length >= fieldsNeeded) return null
  const meant = content.match(/"(?:\\"|[^"])*"?[^ \t]*|[^ \t]+/g) ?? []
  return meant.length >= fieldsNeeded ? 'spaces-for-tabs' : 'too-few-fields'
}
