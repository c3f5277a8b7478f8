import { openDocument } from '@/lib/changes/plan'
import { type Fault, ok, type Result } from '@/lib/errors'
import type { MailRootStore } from '@/lib/mailroot/store'
import { CATALOG, SNAPSHOT_PATHS } from '@/lib/xmail/catalog'
import type { LintFiles } from '@/lib/xmail/lint'
import { type MailRootPath, mailRootPath, parseMailRootPath } from '@/lib/xmail/path'
import type { Document } from '@/lib/xmail/tab'
import { CERT, KEY, TRUSTED } from '../tls/read-tls-files'

/** A MailRoot as it is judged. Holds passwords and the key: never for a page. */
export interface LintReading {
  readonly files: LintFiles
  /** Milliseconds since the epoch. */
  readonly takenAt: number
  /** Files that are there and could not be read: nothing is said of them. */
  readonly unread: readonly { readonly path: string; readonly fault: Fault }[]
}

/** Named files: that one of them is missing means something. */
const NAMED = [
  ...SNAPSHOT_PATHS,
  ...CATALOG.filter(({ whenMissing }) => whenMissing === 'will-not-start').map(({ path }) =>
    mailRootPath(path),
  ),
  CERT,
  KEY,
  TRUSTED,
  // The one that has no name: it takes in every domain. A listing may leave it out.
  mailRootPath('custdomains/.tab'),
]

/** Folders whose tables are looked for. Those of the accounts are not: there may be a hundred thousand. */
const FOLDERS = ['custdomains', 'filters'] as const

/** Reads what lint judges. Errors: those of reading at all. */
export async function readLintFiles(store: MailRootStore): Promise<Result<LintReading>> {
  const listed = await Promise.all(FOLDERS.map((folder) => listTables(store, folder)))
  const snapshot = await store.readSnapshot([...NAMED, ...listed.flat()])
  if (!snapshot.ok) return snapshot
  const files = new Map<MailRootPath, Document | null>()
  const unread: { path: string; fault: Fault }[] = []
  for (const [path, file] of snapshot.value.files) {
    const document = file.state === 'absent' ? ok(null) : openDocument(file, path)
    if (document.ok) files.set(path, document.value)
    else unread.push({ path, fault: document.error })
  }
  return ok({ files, takenAt: snapshot.value.takenAt, unread })
}

async function listTables(store: MailRootStore, folder: string): Promise<MailRootPath[]> {
  const listed = await store.listFolder(mailRootPath(folder))
  if (!listed.ok) return []
  return listed.value.flatMap(({ name }) => {
    const path = parseMailRootPath(`${folder}/${name}`)
    return path.ok && name.endsWith('.tab') ? [path.value] : []
  })
}
