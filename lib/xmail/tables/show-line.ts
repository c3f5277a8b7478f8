import { catalogEntry } from '@/lib/xmail/catalog'
import type { MailRootPath } from '@/lib/xmail/path'
import type { Line } from '@/lib/xmail/tab'
import { CTRLACCOUNTS_FORM } from './ctrlaccounts'
import { isShownNote } from './row-notes'
import { shownContent } from './shown-content'
import { SMTPAUTH_FORM } from './smtpauth'
import type { TableForm } from './table-form'

const FORMS: ReadonlyMap<string, TableForm> = new Map([
  ['smtpauth.tab', SMTPAUTH_FORM],
  ['ctrlaccounts.tab', CTRLACCOUNTS_FORM],
])

/**
 * A line of any file as a diff may show it, a byte string: without its passwords. Comments of a file with secrets are
 * hidden but for notes, since they may keep an account. A line whose password alone has changed shows the same before and
 * after.
 */
export function showLine(path: MailRootPath, line: Line): string {
  const entry = catalogEntry(path)
  const form = FORMS.get(path)
  if (form) return isShownNote(line, form) ? line.content : shownContent(line, form)
  return entry?.secret === 'none' || line.content === '' ? line.content : `(${line.content.length} bytes)`
}
