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
  const [first] = edit.rules
  // Of a list that was cut to be shown nobody can say that all its rules are of one kind.
  const isOneKind =
    count === edit.rules.length && edit.rules.every((rule) => rule.permission === first?.permission)
  return first && isOneKind
    ? t('accessAdd', { file, permission: first.permission, networks, count })
    : t('accessAddMixed', { file, networks, count })
}
