import type { OpenFact, Walk } from './open-facts'
import { type Supposition, supposedAnswer } from './suppose'

/**
 * What a policy says to a question. `depends`: on something that the question left open, a branch for each answer.
 * `needs-file`: on a file that nobody has read; with it the question can be put again.
 */
export type Decision<T> =
  | {
      readonly kind: 'decided'
      readonly answer: T
      /** Left open, and all its answers come to the same; `answer` goes by the last of them. */
      readonly indifferent: readonly OpenFact[]
    }
  | { readonly kind: 'depends'; readonly on: OpenFact; readonly branches: readonly Branch<T>[] }
  | { readonly kind: 'needs-file'; readonly path: string }

export interface Branch<T> {
  /** One of the fact's `answers`. */
  readonly given: string
  readonly decision: Decision<T>
}

/** So many open facts on one way are told apart; behind that the last answer, the ordinary one, is taken. */
const MAX_DEPTH = 10

/**
 * Walks every way that open facts leave. `same`: whether two answers are one to a person; branches that all come to the
 * same are none. `supposed`: facts that are not open, because somebody takes them to be so. Walks from the start for each
 * branch, which is cheap beside keeping half-walked ways.
 */
export function explore<T>(
  start: () => Walk<T>,
  same: (a: T, b: T) => boolean,
  supposed: readonly Supposition[] = [],
): Decision<T> {
  const go = (given: readonly string[]): Decision<T> => {
    const walk = start()
    const told = new Map<string, string>()
    let step = walk.next()
    while (!step.done) {
      const fact = step.value
      if (fact.kind === 'file') return { kind: 'needs-file', path: fact.path }
      const fixed = supposed.length === 0 ? null : supposedAnswer(fact, supposed)
      if (fixed !== null) {
        step = walk.next(fixed)
        continue
      }
      // XMail looks the same thing up more than once; it is one fact all the same.
      const key = JSON.stringify(fact)
      const answer = told.get(key) ?? given[told.size] ?? (told.size < MAX_DEPTH ? null : fact.answers.at(-1))
      if (answer == null) return branchOut(fact, (each) => go([...given, each]), same)
      told.set(key, answer)
      step = walk.next(answer)
    }
    return { kind: 'decided', answer: step.value, indifferent: [] }
  }
  return go([])
}

function branchOut<T>(
  on: OpenFact,
  go: (given: string) => Decision<T>,
  same: (a: T, b: T) => boolean,
): Decision<T> {
  const branches = on.answers.map((given) => ({ given, decision: go(given) }))
  const last = branches.at(-1)?.decision
  if (last?.kind !== 'decided') return { kind: 'depends', on, branches }
  const isSame = ({ decision }: Branch<T>) =>
    decision.kind === 'decided' && same(decision.answer, last.answer)
  if (!branches.every(isSame)) return { kind: 'depends', on, branches }
  return { ...last, indifferent: [on, ...last.indifferent] }
}

/** Every answer that a decision can come to, with what was assumed on the way. Files that are needed have none. */
export function* answersOf<T>(
  decision: Decision<T>,
  assumed: readonly { readonly on: OpenFact; readonly given: string }[] = [],
): Generator<{ readonly assumed: readonly { on: OpenFact; given: string }[]; readonly answer: T }> {
  if (decision.kind === 'decided') yield { assumed, answer: decision.answer }
  if (decision.kind !== 'depends') return
  for (const { given, decision: next } of decision.branches)
    yield* answersOf(next, [...assumed, { on: decision.on, given }])
}
