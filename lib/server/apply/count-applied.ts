import type { FileBytes } from '@/lib/changes/apply'
import { planChange, sameBytes } from '@/lib/changes/plan'
import { digestOf } from '@/lib/mailroot/digest'
import type { FileSnapshot, Snapshot } from '@/lib/mailroot/store'
import type { Edit } from '@/lib/xmail/tables'

/** How many edits from the front of a draft are what made these files; 0: none of them is in it. */
export function countApplied(files: readonly FileBytes[], edits: readonly Edit[]): number {
  const before: Snapshot = {
    files: new Map(files.map((file) => [file.path, snapshotBefore(file)])),
    takenAt: 0,
  }
  for (let count = edits.length; count > 0; count--) {
    const plan = planChange(before, edits.slice(0, count))
    if (plan.ok && makes(plan.value.files, files)) return count
  }
  return 0
}

function snapshotBefore({ path, before }: FileBytes): FileSnapshot {
  return before
    ? { path, state: 'present', bytes: before, digest: digestOf(before) }
    : { path, state: 'absent' }
}

function makes(planned: readonly FileBytes[], files: readonly FileBytes[]): boolean {
  const wanted = new Map(planned.map(({ path, after }) => [path, after]))
  return files.every(({ path, after }) => {
    const found = wanted.get(path)
    if (wanted.size !== files.length || found === undefined) return false
    return found === after || (found !== null && after !== null && sameBytes(found, after))
  })
}
