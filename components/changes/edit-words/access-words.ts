import type { Edit } from '@/lib/xmail/tables'
import { isRowEdit, rowWords } from './row-words'
import { nameLines, nameSome, type Words } from './words'

export function accessWords(t: Words, edit: Extract<Edit, { table: 'ipmap' }>, count: number): string {
  const file = edit.path
  // It changes numbers; the line stays where it is.
  if (edit.op === 'move') return t('accessMove', { file, lines: nameLines([edit.row]) })
  if (isRowEdit(edit)) return rowWords(t, edit)
  if (edit.op === 'set') return t('accessSet', { file, count })
  if (edit.op === 'replace') {
    const { network, permission, precedence } = edit.rule
    return t('accessReplace', { file, lines: nameLines([edit.row]), network, permission, precedence })
  }
  const networks = nameSome(edit.rules.map((rule) => rule.network))
  return t('accessAdd', { file, permission: edit.rules[0]?.permission ?? '', networks, count })
}
