import type { Edit } from '@/lib/xmail/tables'
import { isRowEdit, rowWords } from './row-words'
import { nameSome, type Words } from './words'

/** Edits of the tables of accounts, in words. Passwords are hidden in them already; that one changes is said. */
export function accountWords(
  t: Words,
  edit: Extract<Edit, { table: 'smtpauth' | 'ctrlaccounts' | 'smtpextauth' }>,
  count: number,
): string {
  if (isRowEdit(edit)) return rowWords(t, edit)
  const file = edit.path
  switch (edit.table) {
    case 'smtpauth':
      return edit.op === 'add'
        ? t('accountAdd', { file, users: nameSome(edit.accounts.map(({ user }) => user)), count })
        : accountChange(t, file, edit.account.user, edit.account.password !== undefined)
    case 'ctrlaccounts':
      return edit.op === 'add'
        ? t('accountAdd', { file, users: edit.user, count })
        : accountChange(t, file, edit.user, edit.password !== undefined)
    case 'smtpextauth':
      return t('programSet', { file, mechanism: edit.rule.mechanism, program: edit.rule.program })
  }
}

function accountChange(t: Words, file: string, user: string, hasPassword: boolean): string {
  return t(hasPassword ? 'accountPassword' : 'accountReplace', { file, user })
}
