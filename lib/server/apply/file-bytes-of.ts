import type { FileBytes } from '@/lib/changes/apply'
import type { WholeRevision } from '@/lib/db/read-revision'
import { parseChangedPath } from '@/lib/xmail/start-file-path'

/** Both sides of the files of a Revision, as `applyChange` takes them. */
export function fileBytesOf({ files }: Pick<WholeRevision, 'files'>): FileBytes[] {
  return files.flatMap(({ path: name, before, after }): FileBytes[] => {
    const path = parseChangedPath(name)
    return path.ok ? [{ path: path.value, before, after }] : []
  })
}
