import type { Edit } from '@/lib/xmail/tables'
import { nameLines, type Words } from './words'

/** What can be done to a row of any table, whatever it says. */
const ROW_OPS = ['remove', 'move', 'disable', 'enable', 'note'] as const
export type RowOp = (typeof ROW_OPS)[number]

export function isRowEdit(edit: Edit): edit is Extract<Edit, { op: RowOp }> {
  return ROW_OPS.some((op) => op === edit.op)
}

/** Removing, moving, switching and noting rows, in the same words for each file. */
export function rowWords(t: Words, edit: Extract<Edit, { op: RowOp }>): string {
  const file = edit.path
  switch (edit.op) {
    case 'remove':
      return t('remove', { file, count: edit.rows.length, lines: nameLines(edit.rows) })
    case 'move':
      return t('move', { file, lines: nameLines([edit.row]) })
    case 'disable':
      return t('disable', { file, count: edit.rows.length, lines: nameLines(edit.rows) })
    case 'enable':
      // A variable is taken into use by its row too.
      return t('enable', { file, lines: nameLines('rows' in edit ? edit.rows : [edit.row]) })
    case 'note':
      return edit.text.trim() === ''
        ? t('noteRemoved', { file, lines: nameLines([edit.row]) })
        : t('note', { file, lines: nameLines([edit.row]), text: edit.text })
  }
}
