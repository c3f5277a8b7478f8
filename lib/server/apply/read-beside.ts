import { openDocument, type Plan } from '@/lib/changes/plan'
import { ok } from '@/lib/errors'
import type { MailRootStore } from '@/lib/mailroot/store'
import { type EffectFiles, filesBeside } from '@/lib/xmail/effects'
import { mailRootPath } from '@/lib/xmail/path'
import type { Document } from '@/lib/xmail/tab'

/**
 * The files that a plan leaves alone and that its meaning depends on. What cannot be read is left out, and nothing is
 * said of it: a review must not fail for a file that nobody changes.
 */
export async function readBeside(store: MailRootStore, plan: Plan): Promise<EffectFiles> {
  const paths = filesBeside(plan.files.map(({ path }) => path)).map(mailRootPath)
  if (paths.length === 0) return new Map()
  const snapshot = await store.readSnapshot(paths)
  if (!snapshot.ok) return new Map()
  const files = new Map<string, Document | null>()
  for (const [path, file] of snapshot.value.files) {
    const document = file.state === 'absent' ? ok(null) : openDocument(file, path)
    if (document.ok) files.set(path, document.value)
  }
  return files
}
