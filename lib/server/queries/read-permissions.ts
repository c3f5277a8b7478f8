import { openDocument } from '@/lib/changes/plan'
import { ok, type Result } from '@/lib/errors'
import type { MailRootStore } from '@/lib/mailroot/store'
import { defaultPermissions, type OwnPermissions, ownPermissions } from '@/lib/xmail/effects'
import { mailRootPath, parseMailRootPath } from '@/lib/xmail/path'
import { decodeText } from '@/lib/xmail/tab'
import { readAccountNames } from '@/lib/xmail/tables/mailusers'

/** Null where its user.tab is there and could not be read: nobody knows, and XMail may read it well. */
export interface ReadAccount extends Omit<OwnPermissions, 'letters'> {
  readonly name: string
  readonly letters: string | null
}

/** Some of a server's mail accounts, with what each may do when signed in. */
export interface AccountsRead {
  readonly total: number
  readonly accounts: readonly ReadAccount[]
  /** Where to go on. Null: that was all. */
  readonly next: number | null
}

/** So many files are asked for at once: each is a round trip over CTRL, and a person waits for the first of them. */
const ASKED = { ctrl: 50, sftp: 200, local: 500 } as const satisfies Record<MailRootStore['kind'], number>

/**
 * Reads the permissions of accounts from the user.tab of each, from the given place in mailusers.tab on. Errors: those of
 * reading.
 */
export async function readPermissions(store: MailRootStore, from: number): Promise<Result<AccountsRead>> {
  const [users, settings] = [mailRootPath('mailusers.tab'), mailRootPath('server.tab')]
  const tables = await store.readSnapshot([users, settings])
  if (!tables.ok) return tables
  const document = openDocument(tables.value.files.get(users), users)
  if (!document.ok) return document
  const server = openDocument(tables.value.files.get(settings), settings)
  const all = readAccountNames(document.value)
  const asked = all.slice(from, from + ASKED[store.kind]).map((account) => {
    const path = parseMailRootPath(`${account.folder}/user.tab`)
    return { name: `${account.name}@${account.domain}`, path: path.ok ? path.value : null }
  })
  const snapshot = await store.readSnapshot(asked.flatMap(({ path }) => path ?? []))
  if (!snapshot.ok) return snapshot
  const defaults = defaultPermissions(server.ok ? server.value : null)
  const next = from + asked.length
  return ok({
    total: all.length,
    next: next < all.length ? next : null,
    accounts: asked.map(({ name, path }) => {
      const file = path && openDocument(snapshot.value.files.get(path), path)
      const read = file?.ok ? ownPermissions(file.value, defaults) : { letters: null, isOwn: false }
      return { name: decodeText(document.value, name), ...read }
    }),
  })
}
