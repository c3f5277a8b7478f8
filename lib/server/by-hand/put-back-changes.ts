import { compareBytes } from '@/lib/changes/compare-bytes'
import type { FileChange } from '@/lib/changes/plan'
import type { RevisionFile } from '@/lib/db/revision-files'

/** What putting a change back does to its files: from what it left to what it found. Files that nobody knows any more are out. */
export function putBackChanges(files: readonly RevisionFile[]): FileChange[] {
  return files.flatMap(({ path, before, after }) => compareBytes(path, after, before) ?? [])
}
