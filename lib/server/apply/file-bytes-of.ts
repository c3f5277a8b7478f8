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

/** The same from their end to their beginning, as a put-back writes them. */
export function turnedBack(files: readonly FileBytes[]): FileBytes[] {
  return files.map(({ path, before, after }) => ({ path, before: after, after: before }))
}
