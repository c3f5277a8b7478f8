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
        ? accountsAdded(t, file, edit.accounts, count)
        : accountChange(t, file, edit.account.user, edit.account.password !== undefined)
    case 'ctrlaccounts':
      return edit.op === 'add'
        ? accountsAdded(t, file, edit.accounts, count)
        : accountChange(t, file, edit.user, edit.password !== undefined)
    case 'smtpextauth': {
      const rules = edit.op === 'add' ? edit.rules : [edit.rule]
      return rules.map(({ mechanism, program }) => t('programSet', { file, mechanism, program })).join(' · ')
    }
  }
}

function accountsAdded(t: Words, file: string, accounts: readonly { user: string }[], count: number): string {
  return t('accountAdd', { file, users: nameSome(accounts.map(({ user }) => user)), count })
}

function accountChange(t: Words, file: string, user: string, hasPassword: boolean): string {
  return t(hasPassword ? 'accountPassword' : 'accountReplace', { file, user })
}
