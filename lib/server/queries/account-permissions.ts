import 'server-only'
import { err, ok, type Result } from '@/lib/errors'
import { type MailRootPath, parseMailRootPath } from '@/lib/xmail/path'
import { findAccountName } from '@/lib/xmail/tables'
import { scopeOfPath } from '@/lib/xmail/variables'
import { readKnownAccounts } from './accounts'

/** An account as `name@domain`, and the file of its own variables. */
export interface AccountFile {
  readonly account: string
  readonly path: MailRootPath
}

/**
 * Finds the user.tab of one account. Errors: NOT_FOUND, there is no such account; PATH_INVALID, for a folder that is not
 * one below its domain's; those of reading.
 */
export async function findAccountFile(serverId: string, account: string): Promise<Result<AccountFile>> {
  const known = await readKnownAccounts(serverId)
  if (!known.ok) return known
  const at = account.lastIndexOf('@')
  const found =
    at < 1 ? null : findAccountName(known.value.accounts, account.slice(at + 1), account.slice(0, at))
  if (!found) return err('NOT_FOUND')
  const path = parseMailRootPath(`${found.folder}/user.tab`)
  return path.ok && scopeOfPath(path.value) === 'user'
    ? ok({ account: `${found.name}@${found.domain}`, path: path.value })
    : err('PATH_INVALID', { path: found.folder.slice(0, 80) })
}
