import 'server-only'
import { ok, type Result } from '@/lib/errors'
import type { MailRootPath } from '@/lib/xmail/path'
import type { AccountName } from '@/lib/xmail/tables'
import { findUserTab, userTabOf } from './account-permissions'
import { readKnownAccounts } from './accounts'
import { readOwnDraft } from './draft'
import { ABSENT, type PageDraft, type PageFile, readFilesPage } from './table-page'

/** An account or a mailing list, as the page of all of them lists it. */
export interface ListedMailbox extends Pick<AccountName, 'domain' | 'name' | 'kind'> {
  /** Null: its folder has a name that cannot be a path here, so nothing can be done about it. */
  readonly path: MailRootPath | null
  readonly inDraft: boolean
}

export interface MailboxesPage {
  /** By domain, then by name. */
  readonly mailboxes: readonly ListedMailbox[]
  /** Milliseconds since 1970. */
  readonly takenAt: number
}

/** The accounts and lists of a server. mailusers.tab itself, with all passwords, stays here. Errors: those of reading. */
export async function readMailboxes(serverId: string): Promise<Result<MailboxesPage>> {
  const known = await readKnownAccounts(serverId)
  if (!known.ok) return known
  const draft = await readOwnDraft(serverId)
  if (!draft.ok) return draft
  const drafted = new Set<string>(draft.value.edits.map(({ path }) => path))
  const mailboxes = known.value.accounts.map((account) => {
    const { domain, name, kind } = account
    const path = userTabOf(account)
    return { domain, name, kind, path, inDraft: path !== null && drafted.has(path) }
  })
  mailboxes.sort((a, b) => compare(a.domain, b.domain) || compare(a.name, b.name))
  return ok({ mailboxes, takenAt: known.value.takenAt })
}

function compare(a: string, b: string): number {
  const [left, right] = [a.toLowerCase(), b.toLowerCase()]
  return left < right ? -1 : left > right ? 1 : 0
}

export interface MailboxPage extends PageDraft {
  readonly mailbox: AccountName & { readonly path: MailRootPath }
  readonly file: PageFile
  /** Some of its variables count where an account has none of its own. */
  readonly serverTab: PageFile
}

/** The variables of one account or list, and server.tab at the same moment. Errors: those of `findUserTab` and of reading. */
export async function readMailbox(
  serverId: string,
  domain: string,
  name: string,
): Promise<Result<MailboxPage>> {
  const found = await findUserTab(serverId, domain, name)
  if (!found.ok) return found
  const { path } = found.value
  const page = await readFilesPage<string>(serverId, [path, 'server.tab'])
  if (!page.ok) return page
  const { files, ...draft } = page.value
  const { [path]: file = ABSENT, 'server.tab': serverTab = ABSENT } = files
  return ok({ ...draft, mailbox: found.value, file, serverTab })
}
