import type { Edit } from '@/lib/xmail/tables'
import { isRowEdit, rowWords } from './row-words'
import type { Words } from './words'

const MAX_SHOWN = 120

export function variableWords(t: Words, edit: Extract<Edit, { table: 'variables' }>): string {
  if (isRowEdit(edit)) return rowWords(t, edit)
  const { path: file, name } = edit
  if (edit.op === 'unset') return t('variableUnset', { file, name })
  if (edit.value === '') return t('variableEmpty', { file, name })
  return t('variableSet', { file, name, value: edit.value.slice(0, MAX_SHOWN) })
}
