import { compareBytes } from '@/lib/changes/compare-bytes'
import { describeMeaning, type Meaning } from '@/lib/changes/meaning'
import type { RevisionFile } from '@/lib/db/revision-files'
import type { Revision } from '@/lib/db/revisions'

type KeptFile = Pick<RevisionFile, 'path' | 'before' | 'after'>

/** What a change meant, as its page tells it. */
export interface RevisionMeaning {
  /** Null: no file of it is one whose meaning can be told, or it is still being applied. */
  readonly meaning: Meaning | null
  /** Whether that is what the changed files do by themselves; the page must say so. */
  readonly isMeaningOfFilesAlone: boolean
}

/** `kept`: what was kept with the change; null for one that an earlier version of this console made. */
export function chooseMeaning(
  kept: Meaning | null,
  { state, files }: { readonly state: Revision['state']; readonly files: readonly KeptFile[] },
): RevisionMeaning {
  const meaning = kept ?? (state === 'applying' ? null : meaningOfFiles(files))
  return { meaning, isMeaningOfFilesAlone: kept === null && meaning !== null }
}

/**
 * What a change meant, by the bytes that were kept of it: for one that an earlier version of this console made, which kept no
 * meaning. The files beside them were not kept, so that it is what the changed ones do by themselves. Null: no file of it is
 * one whose meaning can be told.
 */
export function meaningOfFiles(files: readonly KeptFile[]): Meaning | null {
  const changes = files.flatMap(({ path, before, after }) => compareBytes(path, before, after) ?? [])
  return changes.length === 0 ? null : describeMeaning({ files: changes })
}
