import { openDocument } from '@/lib/changes/plan'
import { type Fault, ok, type Result } from '@/lib/errors'
import type { FileSnapshot, MailRootStore } from '@/lib/mailroot/store'
import { catalogEntry, SNAPSHOT_PATHS } from '@/lib/xmail/catalog'
import { type MailRootPath, mailRootPath, parseMailRootPath } from '@/lib/xmail/path'
import { type ReadingPolicy, readingPolicy } from '@/lib/xmail/policy'
import { type Document, parseDocument } from '@/lib/xmail/tab'
import { type DraftFile, draftFile, type Edit } from '@/lib/xmail/tables'
import { readPolicyFile } from '../probe/server-policy'

/** What policy only wants to know of is whether they are there. Their contents must not stay in memory. */
const BARE_PATHS = ['server.cert', 'server.key'].map(mailRootPath)

/** A draft as one person has it. */
export interface Draft {
  /** Another one for every other content. */
  readonly key: string
  readonly edits: readonly Edit[]
}

interface DraftedPolicy {
  readonly policy: ReadingPolicy
  readonly stale: Fault | null
}

/** So many drafts are kept beside the files that they are of. */
const MAX_DRAFTS = 4

type Documents = ReadonlyMap<string, Document | null>

/** A server's files at one moment, to be asked often: the tables at once, all others when an answer depends on them. */
export interface LiveReading {
  /** Milliseconds since the epoch. */
  readonly takenAt: number
  readonly policy: ReadingPolicy
  /** One file; null: there is none. Throws UnreadableFile. */
  document(path: string): Promise<Document | null>
  /** The same files as a draft would have them. Null: the draft is empty. */
  withDraft(draft: Draft): DraftedPolicy | null
}

/** Errors: those of reading. `decide` throws UnreadableFile where a file is there and cannot be read. */
export async function openLiveReading(store: MailRootStore): Promise<Result<LiveReading>> {
  const snapshot = await store.readSnapshot([...SNAPSHOT_PATHS, ...BARE_PATHS])
  if (!snapshot.ok) return snapshot
  const files = new Map<string, Document | null>()
  for (const file of snapshot.value.files.values()) {
    if (file.state === 'unreadable') continue
    const opened = openAsPolicy(file)
    if (!opened.ok) return opened
    files.set(file.path, opened.value)
  }
  const later = new Map<string, Promise<Document | null>>()
  const read = (path: string) => {
    const known = later.get(path) ?? readPolicyFile(store, path, {})
    later.set(path, known)
    // What failed once may work the next time.
    known.catch(() => later.delete(path))
    return known
  }
  const drafts = new Map<string, DraftedPolicy>()
  return ok({
    takenAt: snapshot.value.takenAt,
    policy: readingPolicy({ files, read }),
    document: async (path) => files.get(path) ?? (files.has(path) ? null : read(path)),
    withDraft({ key, edits }) {
      if (edits.length === 0) return null
      const drafted = drafts.get(key) ?? draftedReading({ files, read, edits })
      drafts.set(key, drafted)
      const [oldest] = drafts.keys()
      if (drafts.size > MAX_DRAFTS && oldest !== undefined) drafts.delete(oldest)
      return drafted
    },
  })
}

function openAsPolicy(file: Exclude<FileSnapshot, { state: 'unreadable' }>): Result<Document | null> {
  if (file.state === 'absent') return ok(null)
  return BARE_PATHS.includes(file.path) ? ok(emptyDocument(file.path)) : openDocument(file, file.path)
}

interface Drafting {
  readonly files: Documents
  readonly read: (path: string) => Promise<Document | null>
  readonly edits: readonly Edit[]
}

function draftedReading({ files, read, edits }: Drafting): DraftedPolicy {
  let stale: Fault | null = null
  const drafted = new Map(files)
  for (const path of new Set(edits.map((edit) => edit.path))) {
    const live = files.get(path)
    if (live === undefined) continue
    const made = draft(live, path, edits)
    stale ??= made.stale
    drafted.set(path, made.document)
  }
  const readDrafted = async (path: string) => {
    const live = await read(path)
    const known = parseMailRootPath(path)
    return known.ok ? draft(live, known.value, edits).document : live
  }
  return { policy: readingPolicy({ files: drafted, read: readDrafted }), stale }
}

/** One file as the draft has it. */
function draft(live: Document | null, path: MailRootPath, edits: readonly Edit[]): DraftFile {
  const drafted = draftFile(live, { path, format: formatOf(path) }, edits)
  return drafted.document && BARE_PATHS.includes(path)
    ? { ...drafted, document: emptyDocument(path) }
    : drafted
}

function emptyDocument(path: MailRootPath): Document {
  return parseDocument(new Uint8Array(), formatOf(path))
}

function formatOf(path: MailRootPath): Document['format'] {
  return catalogEntry(path)?.format ?? { lineLimit: 510, comments: true }
}
