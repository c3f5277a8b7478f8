import { openDocument } from '@/lib/changes/plan'
import { type Fault, ok, type Result } from '@/lib/errors'
import type { MailRootStore, Snapshot } from '@/lib/mailroot/store'
import { CATALOG, SNAPSHOT_PATHS } from '@/lib/xmail/catalog'
import type { LintFiles } from '@/lib/xmail/lint'
import { type MailRootPath, mailRootPath, parseMailRootPath } from '@/lib/xmail/path'
import type { Document } from '@/lib/xmail/tab'
import { CERT, KEY, TRUSTED } from '../tls/read-tls-files'

/** A file that is there and could not be read: nothing is said of it. */
export interface UnreadFile {
  readonly path: string
  readonly fault: Fault
}

/** A MailRoot as it is judged. Holds passwords and the key: never for a page. */
export interface LintReading {
  readonly files: LintFiles
  readonly unread: readonly UnreadFile[]
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
export async function readLintSnapshot(store: MailRootStore): Promise<Result<Snapshot>> {
  const listed = await Promise.all(FOLDERS.map((folder) => listTables(store, folder)))
  return store.readSnapshot([...NAMED, ...listed.flat()])
}

export function openLintFiles(snapshot: Snapshot): LintReading {
  const files = new Map<MailRootPath, Document | null>()
  const unread: UnreadFile[] = []
  for (const [path, file] of snapshot.files) {
    const document = file.state === 'absent' ? ok(null) : openDocument(file, path)
    if (document.ok) files.set(path, document.value)
    else unread.push({ path, fault: document.error })
  }
  return { files, unread }
}

async function listTables(store: MailRootStore, folder: string): Promise<MailRootPath[]> {
  const listed = await store.listFolder(mailRootPath(folder))
  if (!listed.ok) return []
  return listed.value.flatMap(({ name }) => {
    const path = parseMailRootPath(`${folder}/${name}`)
    return path.ok && name.endsWith('.tab') ? [path.value] : []
  })
}
