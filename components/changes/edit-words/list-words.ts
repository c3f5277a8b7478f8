import type { Edit } from '@/lib/xmail/tables'
import { isRowEdit, rowWords } from './row-words'
import { nameLines, nameSome, type Words } from './words'

type ListTable = 'spammers' | 'spam-address' | 'ipprop' | 'hnprop'

/** Edits of the tables that treat clients and senders, in words. */
export function listWords(t: Words, edit: Extract<Edit, { table: ListTable }>, count: number): string {
  if (isRowEdit(edit)) return rowWords(t, edit)
  const file = edit.path
  if (edit.op === 'remove-file') return t('fileRemove', { file })
  if (edit.op === 'replace')
    return t('listReplace', { file, lines: nameLines([edit.row]), now: newText(edit) })
  const names = edit.table === 'spam-address' ? edit.patterns.map(({ pattern }) => pattern) : namesOf(edit)
  return t('listAdd', { file, names: nameSome(names), count })
}

function namesOf(edit: Extract<Edit, { table: Exclude<ListTable, 'spam-address'>; op: 'add' }>): string[] {
  return edit.table === 'hnprop'
    ? edit.rules.map(({ host }) => host)
    : edit.rules.map(({ network }) => network)
}

function newText(edit: Extract<Edit, { table: ListTable; op: 'replace' }>): string {
  if (edit.table === 'spam-address') return edit.pattern
  return edit.table === 'hnprop' ? edit.rule.host : edit.rule.network
}
