import type { Edit } from '@/lib/xmail/tables'
import { isRowEdit, rowWords } from './row-words'
import { nameSome, type Words } from './words'

export function relayWords(t: Words, edit: Extract<Edit, { table: 'smtprelay' }>, count: number): string {
  if (isRowEdit(edit)) return rowWords(t, edit)
  if (edit.op === 'replace') return t('relayReplace', { line: edit.row.line + 1, network: edit.network })
  return t('relayAdd', { count, networks: nameSome(edit.networks) })
}
