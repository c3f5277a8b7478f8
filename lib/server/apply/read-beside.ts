import { openDocument, type Plan } from '@/lib/changes/plan'
import { ok, type Result } from '@/lib/errors'
import type { FileSnapshot, MailRootStore, Snapshot } from '@/lib/mailroot/store'
import { type EffectFiles, filesBeside } from '@/lib/xmail/effects'
import { type MailRootPath, mailRootPath } from '@/lib/xmail/path'
import type { Document } from '@/lib/xmail/tab'
import type { Edit } from '@/lib/xmail/tables'

/**
 * The files that a plan leaves alone and that its meaning depends on. What cannot be read is left out, and nothing is
 * said of it: a review must not fail for a file that nobody changes.
 */
export async function readBeside(store: MailRootStore, plan: Plan): Promise<EffectFiles> {
  const paths = filesBeside(plan.files.map(({ path }) => path)).map(mailRootPath)
  if (paths.length === 0) return new Map()
  const snapshot = await store.readSnapshot(paths)
  return snapshot.ok ? openBeside(snapshot.value) : new Map()
}

export interface WithBeside {
  /** The files of the edits alone. */
  readonly snapshot: Snapshot
  readonly beside: EffectFiles
}

/** The files of these edits and those beside them, read in one go. Errors: those of reading the way to all of them. */
export async function readWithBeside(
  store: MailRootStore,
  edits: readonly Edit[],
): Promise<Result<WithBeside>> {
  const own = [...new Set(edits.map(({ path }) => path))]
  const read = await store.readSnapshot([...own, ...filesBeside(own).map(mailRootPath)])
  if (!read.ok) return read
  const [mine, others] = [new Map<MailRootPath, FileSnapshot>(), new Map<MailRootPath, FileSnapshot>()]
  for (const [path, file] of read.value.files) (own.includes(path) ? mine : others).set(path, file)
  return ok({ snapshot: { ...read.value, files: mine }, beside: openBeside({ files: others }) })
}

function openBeside({ files }: Pick<Snapshot, 'files'>): EffectFiles {
  const opened = new Map<string, Document | null>()
  for (const [path, file] of files) {
    const document = file.state === 'absent' ? ok(null) : openDocument(file, path)
    if (document.ok) opened.set(path, document.value)
  }
  return opened
}
