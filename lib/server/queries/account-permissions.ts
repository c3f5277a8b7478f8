import 'server-only'
import { err, ok, type Result } from '@/lib/errors'
import { type MailRootPath, parseMailRootPath } from '@/lib/xmail/path'
import { type AccountName, findAccountName } from '@/lib/xmail/tables'
import { scopeOfPath } from '@/lib/xmail/variables'
import { readKnownAccounts } from './accounts'

/** An account as `name@domain`, and the file of its own variables. */
export interface AccountFile {
  readonly account: string
  readonly path: MailRootPath
}

/**
 * Finds the user.tab of an account or a mailing list, which can be signed in with as well. Errors: NOT_FOUND, there is
 * no such account; PATH_INVALID, for a folder that is not one below its domain's; those of reading.
 */
export async function findAccountFile(serverId: string, account: string): Promise<Result<AccountFile>> {
  const at = account.lastIndexOf('@')
  const found = await findUserTab(serverId, account.slice(at + 1), account.slice(0, Math.max(0, at)))
  if (!found.ok) return found
  const { name, domain, path } = found.value
  return ok({ account: `${name}@${domain}`, path })
}

/** The same by domain and name, with what mailusers.tab says of it. */
export async function findUserTab(
  serverId: string,
  domain: string,
  name: string,
): Promise<Result<AccountName & { readonly path: MailRootPath }>> {
  const known = await readKnownAccounts(serverId)
  if (!known.ok) return known
  const found = findAccountName(known.value.accounts, domain, name)
  if (!found) return err('NOT_FOUND')
  const path = userTabOf(found)
  return path ? ok({ ...found, path }) : err('PATH_INVALID', { path: found.folder.slice(0, 80) })
}

/** The user.tab of an account; null: its folder is not one below its domain's, so nothing can be done about it. */
export function userTabOf({ folder }: AccountName): MailRootPath | null {
  const path = parseMailRootPath(`${folder}/user.tab`)
  return path.ok && scopeOfPath(path.value) === 'user' ? path.value : null
}
