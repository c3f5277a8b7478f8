import { z } from 'zod'
import { err, ok, type Result } from '@/lib/errors'
import { type Document, insertComment, replaceFields } from '@/lib/xmail/tab'
import { insertContents, type Place } from '@/lib/xmail/tab/edit'
import { printFields } from '@/lib/xmail/tab/field'
import { moveLines } from './change-lines'
import { disableRows, enableRows } from './disabled-rows'
import { locateRow, locateRows, type RowRef, rowRefSchema } from './locate-rows'
import { printNote, startOfRow, writeNote } from './row-notes'
import { sightOf } from './row-sight'
import type { TableForm } from './table-form'

const rows = z.array(rowRefSchema).min(1).max(250_000)

export const removeRowsSchema = z.object({ op: z.literal('remove'), rows })
/** `before`: the row that it shall come before; null: the end of the file. */
export const moveRowSchema = z.object({
  op: z.literal('move'),
  row: rowRefSchema,
  before: rowRefSchema.nullable(),
})
export const disableRowsSchema = z.object({ op: z.literal('disable'), rows })
export const enableRowsSchema = z.object({ op: z.literal('enable'), rows })
/** An empty text removes the note. */
export const noteText = z.string().max(2000)
export const noteRowSchema = z.object({ op: z.literal('note'), row: rowRefSchema, text: noteText })

/** What can be done to a row of any table, whatever it says. */
export type RowEdit = z.infer<
  | typeof removeRowsSchema
  | typeof moveRowSchema
  | typeof disableRowsSchema
  | typeof enableRowsSchema
  | typeof noteRowSchema
>

/**
 * Does it, or refuses it as a whole. Errors: ROW_NOT_FOUND {line}, NOTHING_TO_CHANGE, those of `disableRows` and
 * `writeNote`.
 */
export function applyRowEdit(doc: Document, edit: RowEdit, form: TableForm): Result<Document> {
  switch (edit.op) {
    case 'remove':
      return removeRowsWithNotes(doc, edit.rows, form)
    case 'move':
      return moveRow(doc, edit.row, edit.before, form)
    case 'disable':
      return disableRows(doc, edit.rows, form)
    case 'enable':
      return enableRows(doc, edit.rows, form)
    case 'note': {
      const line = locateRow(doc, edit.row, sightOf(form))
      return line.ok ? writeNote(doc, line.value, edit.text) : line
    }
  }
}

function removeRowsWithNotes(doc: Document, refs: readonly RowRef[], form: TableForm): Result<Document> {
  const found = locateRows(doc, refs, sightOf(form))
  if (!found.ok) return found
  const gone = new Set(found.value.flatMap((line) => [line, startOfRow(doc, line)]))
  const left: Document = { ...doc, lines: doc.lines.filter((_, line) => !gone.has(line)) }
  return left.lines.length === 0 ? insertComment(left, 'end', form.commentIfEmpty) : ok(left)
}

function moveRow(doc: Document, row: RowRef, before: RowRef | null, form: TableForm): Result<Document> {
  const line = locateRow(doc, row, sightOf(form))
  if (!line.ok) return line
  const place = placeBefore(doc, before, form)
  if (!place.ok) return place
  const start = startOfRow(doc, line.value)
  const to = place.value === 'end' ? doc.lines.length : place.value
  if (to >= start && to <= line.value + 1) return err('NOTHING_TO_CHANGE')
  return ok(moveLines(doc, start, line.value + 1 - start, to))
}

/** Where something goes that shall come before a row: above its note. Error: ROW_NOT_FOUND. */
export function placeBefore(doc: Document, before: RowRef | null, form: TableForm): Result<Place> {
  if (before === null) return ok('end')
  const line = locateRow(doc, before, sightOf(form))
  return line.ok ? ok(startOfRow(doc, line.value)) : line
}

/** A row to be written, with its note ('' for none). */
export interface NewRow {
  readonly fields: readonly string[]
  readonly note: string
}

/** Writes rows, each below its note, all or none. Errors: those of `insertFields` and `printNote`. */
export function insertRows(doc: Document, at: Place, newRows: readonly NewRow[]): Result<Document> {
  const contents: string[] = []
  for (const { fields, note } of newRows) {
    const noted = note.trim() === '' ? null : printNote(doc, note)
    if (noted && !noted.ok) return noted
    const content = printFields(fields, doc.quoting, doc.format)
    if (!content.ok) return content
    if (noted) contents.push(noted.value)
    contents.push(content.value)
  }
  return insertContents(doc, at, contents)
}

/** Writes a row anew, in the file's quoting. Errors: those of `replaceFields`, NOTHING_TO_CHANGE. */
export function rewriteRow(doc: Document, line: number, fields: readonly string[]): Result<Document> {
  const replaced = replaceFields(doc, line, fields)
  if (!replaced.ok) return replaced
  const isSame = replaced.value.lines[line]?.raw === doc.lines[line]?.raw
  return isSame ? err('NOTHING_TO_CHANGE') : replaced
}
