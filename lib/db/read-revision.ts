import { err, ok, type Result } from '@/lib/errors'
import type { Records } from './records'
import { type RevisionFile, readRevisionFiles } from './revision-files'
import { listSteps, type RevisionStep } from './revision-steps'
import { findRevision, type Revision } from './revisions'

export interface WholeRevision extends Revision {
  readonly files: readonly RevisionFile[]
  readonly steps: readonly RevisionStep[]
}

/** A revision with its files' bytes and its journal. Errors: NOT_FOUND, SECRET_UNREADABLE. */
export async function readRevision(records: Records, id: string): Promise<Result<WholeRevision>> {
  const revision = await findRevision(records, id)
  if (!revision) return err('NOT_FOUND')
  const files = await readRevisionFiles(records, id)
  if (!files.ok) return files
  return ok({ ...revision, files: files.value, steps: await listSteps(records, id) })
}
