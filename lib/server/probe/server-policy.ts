import { openDocument } from '@/lib/changes/plan'
import { type Fault, ok, type Result } from '@/lib/errors'
import type { CallOptions, FileSnapshot, MailRootStore } from '@/lib/mailroot/store'
import { SNAPSHOT_PATHS } from '@/lib/xmail/catalog'
import { parseMailRootPath } from '@/lib/xmail/path'
import { type ReadingPolicy, readingPolicy } from '@/lib/xmail/policy'
import type { Document } from '@/lib/xmail/tab'

/** What a policy ends with that needs a file which is there and cannot be read: no decision is better than a guess. */
export class UnreadableFile extends Error {
  readonly fault: Fault

  constructor(cause: Fault) {
    super(cause.code)
    this.fault = cause
  }
}

export interface ServerPolicy extends ReadingPolicy {
  /** A file of the first reading; null: there is none. */
  document(path: string): Document | null
}

/** The tables of a server that decide at once, read together. */
export interface ServerFiles {
  /** `planned`: files as they are to be, whatever the server holds; null: there is to be none. */
  policyWith(planned: ReadonlyMap<string, Document | null>): ServerPolicy
}

/** Errors: those of reading. */
export async function readServerFiles(
  store: MailRootStore,
  options: CallOptions = {},
): Promise<Result<ServerFiles>> {
  const snapshot = await store.readSnapshot(SNAPSHOT_PATHS, options)
  if (!snapshot.ok) return snapshot
  const there = new Map<string, Document | null>()
  for (const file of snapshot.value.files.values()) {
    if (file.state !== 'unreadable') there.set(file.path, documentOf(file))
  }
  return ok({
    policyWith(planned) {
      const files = new Map([...there, ...planned])
      const policy = readingPolicy({ files, read: (path) => readPolicyFile(store, path, options) })
      return { ...policy, document: (path) => files.get(path) ?? null }
    },
  })
}

/**
 * The policy of a server as its files are at this moment: the tables that decide at once, all others when an answer
 * depends on them. `decide` throws UnreadableFile. Errors: those of reading.
 */
export async function openServerPolicy(
  store: MailRootStore,
  options: CallOptions = {},
): Promise<Result<ServerPolicy>> {
  const files = await readServerFiles(store, options)
  return files.ok ? ok(files.value.policyWith(new Map())) : files
}

/** One file that policy asks for. Null: there is none. Throws UnreadableFile. */
export async function readPolicyFile(
  store: MailRootStore,
  text: string,
  options: CallOptions,
): Promise<Document | null> {
  const path = parseMailRootPath(text)
  // A name that no store can hold is of no file.
  if (!path.ok) return null
  const snapshot = await store.readSnapshot([path.value], options)
  if (!snapshot.ok) throw new UnreadableFile(snapshot.error)
  const file = snapshot.value.files.get(path.value)
  if (file?.state === 'unreadable') throw new UnreadableFile(file.fault)
  return documentOf(file)
}

/** Null: there is no such file. */
function documentOf(file: FileSnapshot | undefined): Document | null {
  if (file?.state !== 'present') return null
  const document = openDocument(file, file.path)
  if (!document.ok) throw new UnreadableFile(document.error)
  return document.value
}
