import type { Edit } from './registry'
import { isPrivateKeyText } from './secret-of'
import { HIDDEN } from './shown-content'

/** An edit as a page may show it: what is a password in it is hidden. It can no longer be applied as it was meant. */
export function hideSecrets(edit: Edit): Edit {
  if (edit.table === 'smtpauth' && edit.op === 'add') {
    return { ...edit, accounts: edit.accounts.map((account) => ({ ...account, password: HIDDEN })) }
  }
  if (edit.table === 'ctrlaccounts' && edit.op === 'add') {
    return { ...edit, accounts: edit.accounts.map((account) => ({ ...account, password: HIDDEN })) }
  }
  if (edit.table === 'smtpauth' && edit.op === 'replace' && edit.account.password !== undefined) {
    return { ...edit, account: { ...edit.account, password: HIDDEN } }
  }
  if (
    edit.table === 'certificate' &&
    'text' in edit &&
    (edit.path === 'server.key' || isPrivateKeyText(edit.text))
  )
    return { ...edit, text: HIDDEN }
  const isReplaced = edit.table === 'ctrlaccounts' && edit.op === 'replace'
  return isReplaced && edit.password !== undefined ? { ...edit, password: HIDDEN } : edit
}
