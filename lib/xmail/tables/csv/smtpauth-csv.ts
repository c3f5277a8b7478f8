import { type Fault, fault } from '@/lib/errors'
import { mailRootPath } from '@/lib/xmail/path'
import { collectInSteps } from '@/lib/xmail/steps'
import { checkAccountName, checkNewPassword } from '../check-account'
import {
  readPermissions,
  SMTP_PERMISSION_KEYS,
  SMTP_PERMISSIONS,
  type SmtpPermission,
} from '../smtp-permissions'
import type { SmtpauthRow } from '../smtpauth'
import { type CsvForm, cell } from './csv-form'

/** smtpauth.tab: user; password, which is never exported; letters of permissions; note. */
export const SMTPAUTH_CSV: CsvForm<SmtpauthRow> = {
  columns: ['user', 'password', 'permissions', 'note'],
  print: (row) =>
    row.state === 'live' && row.user !== null ? [row.user, '', lettersOf(row), row.note?.text ?? ''] : null,
  *read(rows, records) {
    const taken = new Map(
      rows.flatMap(({ user, line, state }) =>
        state === 'live' && user !== null ? [[user, line + 1] as const] : [],
      ),
    )
    const accounts = yield* collectInSteps(records, (record) => ({
      user: cell(record, 0),
      password: cell(record, 1),
      letters: cell(record, 2),
      note: cell(record, 3),
    }))
    const faults = yield* collectInSteps(accounts, ({ user, password, letters }, i): Fault | null => {
      const found = checkAccount(user, password, letters)
      const line = taken.get(user)
      if (!found && line !== undefined) return fault('ACCOUNT_DUPLICATE', { user, line })
      if (!found) taken.set(user, records[i]?.line ?? 0)
      return found
    })
    const fine = accounts.filter((_, i) => !faults[i])
    const edit = {
      table: 'smtpauth' as const,
      path: mailRootPath('smtpauth.tab'),
      op: 'add' as const,
      accounts: fine.map(({ user, password, letters, note }) => ({
        user,
        password,
        permissions: permissionsOf(letters),
        note,
      })),
    }
    return { edit: fine.length > 0 ? edit : null, faults }
  },
}

function checkAccount(user: string, password: string, letters: string): Fault | null {
  const name = checkAccountName(user)
  if (!name.ok) return name.error
  const secret = checkNewPassword(password)
  if (!secret.ok) return secret.error
  if (password.endsWith('\\')) return fault('FIELD_ENDS_WITH_BACKSLASH', undefined, 'password')
  const allowed = SMTP_PERMISSIONS.map(({ letter }) => letter).join('')
  return /^[MRVTZS]*$/.test(letters)
    ? null
    : fault('CSV_VALUE_UNKNOWN', { column: 'permissions', value: letters, allowed })
}

function lettersOf({ permissions }: Pick<SmtpauthRow, 'permissions'>): string {
  return SMTP_PERMISSIONS.filter(({ key }) => permissions[key])
    .map(({ letter }) => letter)
    .join('')
}

function permissionsOf(letters: string): SmtpPermission[] {
  const { permissions } = readPermissions(letters)
  return SMTP_PERMISSION_KEYS.filter((key) => permissions[key])
}
