import type { Records } from './records'
import type { StepState } from './schema'

/** One line of an apply's journal, written before and after the thing itself. */
export interface RevisionStep {
  readonly seq: number
  /** e.g. 'lock', 'write smtprelay.tab', 'read-back'. */
  readonly step: string
  readonly state: StepState
  readonly at: number
  /** JSON, without secrets. */
  readonly detail: unknown
}

/** Adds a step after those that are there. One process writes the steps of one revision, one after another. */
export async function recordStep(
  records: Records,
  revisionId: string,
  step: string,
  state: StepState,
  detail?: unknown,
): Promise<void> {
  await records.db
    .insertInto('revision_step')
    .values((eb) => ({
      revision_id: revisionId,
      seq: eb
        .selectFrom('revision_step as earlier')
        .select(({ fn, lit }) => eb(fn.coalesce(fn.max('earlier.seq'), lit(0)), '+', 1).as('next'))
        .where('earlier.revision_id', '=', revisionId),
      step,
      state,
      at: records.now(),
      detail: detail === undefined ? null : JSON.stringify(detail),
    }))
    .execute()
}

/** In the order in which they were recorded. */
export async function listSteps(records: Records, revisionId: string): Promise<RevisionStep[]> {
  const rows = await records.db
    .selectFrom('revision_step')
    .selectAll()
    .where('revision_id', '=', revisionId)
    .orderBy('seq')
    .execute()
  return rows.map(({ seq, step, state, at, detail }) => ({
    seq,
    step,
    state,
    at,
    detail: detail === null ? null : JSON.parse(detail),
  }))
}
