import { catalogEntry } from '@/lib/xmail/catalog'
import { isStartFilePath } from '@/lib/xmail/start-file-path'
import type { Edit } from './registry'
import { isPrivateKeyText } from './secret-of'
import { HIDDEN } from './shown-content'
import type { UndoTableEdit } from './undo-edit'

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
  if (edit.table === 'undo') return hideUndone(edit)
  const isReplaced = edit.table === 'ctrlaccounts' && edit.op === 'replace'
  return isReplaced && edit.password !== undefined ? { ...edit, password: HIDDEN } : edit
}

/** Of a start file no line either: it is no file of XMail, and what is beside the options may be a password. */
function hideUndone(edit: UndoTableEdit): Edit {
  const entry = catalogEntry(edit.path)
  const lines =
    edit.op === 'change'
      ? edit.hunks.flatMap(({ was, now, before, after }) => [...was, ...now, before ?? '', after ?? ''])
      : edit.lines
  const isShown =
    entry?.secret === 'none' && !isStartFilePath(edit.path) && !lines.some((line) => isPrivateKeyText(line))
  if (isShown) return edit
  return edit.op === 'change' ? { ...edit, hunks: [] } : { ...edit, lines: [] }
}
