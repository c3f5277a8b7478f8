import type { Edit } from '@/lib/xmail/tables'
import { isRowEdit, rowWords } from './row-words'
import { nameSome, type Words } from './words'

export function relayWords(t: Words, edit: Extract<Edit, { table: 'smtprelay' }>, count: number): string {
  if (isRowEdit(edit)) return rowWords(t, edit)
  if (edit.op === 'replace') {
    const { row, network, note } = edit
    return t(note === undefined ? 'relayReplace' : 'relayReplaceNoted', { line: row.line + 1, network })
  }
  return t('relayAdd', { count, networks: nameSome(edit.networks) })
}
