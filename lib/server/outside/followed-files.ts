import { catalogEntry, SNAPSHOT_PATHS } from '@/lib/xmail/catalog'
import { type MailRootPath, mailRootPath } from '@/lib/xmail/path'
import { parseChangedPath } from '@/lib/xmail/start-file-path'

/**
 * A table of 100,000 networks has 4 MB. What is larger is not followed: one version of each followed file is kept, and
 * two of each that has changed.
 */
export const MAX_FOLLOWED_BYTES = 8 * 2 ** 20

/**
 * Whether changes of a file behind the console's back are recorded: of every file that it edits, but the private key,
 * which is never read without need. Not of the files that XMail itself writes whenever an account, an alias or a domain
 * is added (the indexed ones, semantics.md 9): the history would be theirs alone.
 */
export function isFollowed(path: MailRootPath): boolean {
  const entry = catalogEntry(path)
  return entry !== undefined && !entry.indexed && entry.secret !== 'whole'
}

/** Followed on every server from the first look on, whether they are there or not. */
const ALWAYS: readonly MailRootPath[] = [
  ...SNAPSHOT_PATHS,
  ...['userdef.tab', 'server.cert', 'certs.pem'].map(mailRootPath),
].filter(isFollowed)

/** What is looked at on a server: the files of every server, and those that were changed or drafted here once. */
export function followedFiles(known: Iterable<string>): MailRootPath[] {
  const paths = new Set(ALWAYS)
  for (const name of known) {
    const path = parseChangedPath(name)
    if (path.ok && isFollowed(path.value)) paths.add(path.value)
  }
  return [...paths]
}
