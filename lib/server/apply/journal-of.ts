import type { ApplyJournal } from '@/lib/changes/apply'
import { recordStep } from '@/lib/db/revision-steps'
import type { Container } from '../container'

/** Where the steps of an apply are kept: with its Revision. */
export function journalOf({ records }: Pick<Container, 'records'>, revisionId: string): ApplyJournal {
  return {
    step: (step, state, path, trouble) =>
      recordStep(records, revisionId, step, state, {
        ...(path && { path }),
        ...(trouble && { fault: trouble }),
      }),
  }
}
