import type { AssertionState, NotedAssertion } from '@/lib/xmail/assertions'

/** A sentence of a server with its state now, and on the draft of the person who looks. */
export interface ShownAssertion extends NotedAssertion {
  readonly id: string
  /** Who wrote it last. */
  readonly actorName: string
  /** Milliseconds since the epoch. */
  readonly updatedAt: number
  readonly live: AssertionState
  /** The same as `live` where there is no draft. */
  readonly draft: AssertionState
}

/** What Review knows of the sentences of a server. */
export interface ReviewedSentences {
  readonly assertions: readonly ShownAssertion[]
  readonly mayOverride: boolean
}

/** Those that block the draft: red with it, whether they were red before or not. */
export function brokenByDraft(assertions: readonly ShownAssertion[]): readonly ShownAssertion[] {
  return assertions.filter(({ draft }) => draft.kind === 'broken')
}

const isBroken = ({ kind }: AssertionState) => kind === 'broken'

/** Where a sentence stands in Review: what the draft breaks, what is broken anyway, what it mends, the rest. */
export function rankOfChange({ live, draft }: Pick<ShownAssertion, 'live' | 'draft'>): number {
  if (isBroken(draft)) return isBroken(live) ? 1 : 0
  if (isBroken(live)) return 2
  return draft.kind === 'unknown' ? 3 : 4
}
