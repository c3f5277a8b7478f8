import { compareBytes } from '@/lib/changes/compare-bytes'
import { describeMeaning, type Meaning } from '@/lib/changes/meaning'
import type { RevisionFile } from '@/lib/db/revision-files'

type KeptFile = Pick<RevisionFile, 'path' | 'before' | 'after'>

/**
 * What a change meant, by the bytes that were kept of it: for one that an earlier version of this console made, which kept no
 * meaning. The files beside them were not kept, so that it is what the changed ones do by themselves. Null: no file of it is
 * one whose meaning can be told.
 */
export function meaningOfFiles(files: readonly KeptFile[]): Meaning | null {
  const changes = files.flatMap(({ path, before, after }) => compareBytes(path, before, after) ?? [])
  return changes.length === 0 ? null : describeMeaning({ files: changes })
}
