import type { ApplyJournal } from '@/lib/changes/apply'
import { recordStep } from '@/lib/db/revision-steps'
import type { Container } from '../container'

/** Where the steps of an apply are kept: with its Revision. `path`: what people call its file, where stores call it otherwise. */
export function journalOf(
  { records }: Pick<Container, 'records'>,
  revisionId: string,
  path?: string,
): ApplyJournal {
  return {
    step: (step, state, name, trouble) =>
      recordStep(records, revisionId, step, state, {
        ...(name && { path: path ?? name }),
        ...(trouble && { fault: trouble }),
      }),
  }
}
