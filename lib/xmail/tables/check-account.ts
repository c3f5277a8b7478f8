import { err, ok, type Result } from '@/lib/errors'

/**
 * A user name that a file, and whoever types it, can hold. Errors in field `user`: ACCOUNT_NAME_NEEDED,
 * ACCOUNT_NAME_BLANKS (at an end), ACCOUNT_NAME_NOT_ASCII (control characters too), ACCOUNT_NAME_HASH (in
 * ctrlaccounts.tab it looks like a comment and is none), FIELD_ENDS_WITH_BACKSLASH.
 */
export function checkAccountName(user: string): Result<string> {
  if (user === '') return err('ACCOUNT_NAME_NEEDED', undefined, 'user')
  if (user !== user.trim()) return err('ACCOUNT_NAME_BLANKS', undefined, 'user')
  if (!/^[ -~]+$/.test(user)) return err('ACCOUNT_NAME_NOT_ASCII', undefined, 'user')
  if (user.startsWith('#')) return err('ACCOUNT_NAME_HASH', undefined, 'user')
  return user.endsWith('\\') ? err('FIELD_ENDS_WITH_BACKSLASH', undefined, 'user') : ok(user)
}

/**
 * A new password. No error has details: they would be a part of it. In field `password`: ACCOUNT_PASSWORD_NEEDED,
 * ACCOUNT_PASSWORD_NOT_ASCII (control characters too: clients and files do not agree about other bytes).
 */
export function checkNewPassword(password: string): Result<string> {
  if (password === '') return err('ACCOUNT_PASSWORD_NEEDED', undefined, 'password')
  return /^[ -~]+$/.test(password) ? ok(password) : err('ACCOUNT_PASSWORD_NOT_ASCII', undefined, 'password')
}
