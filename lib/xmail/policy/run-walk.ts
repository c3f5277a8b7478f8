import type { Walk } from './open-facts'

export type Walked<T> =
  | { readonly kind: 'done'; readonly value: T }
  /** The way ended at a file that nobody has read. */
  | { readonly kind: 'needs-file'; readonly path: string }

/** Goes one way to its end. Of what nobody knows the last answer is taken, the ordinary one. */
export function runWalk<T>(walk: Walk<T>): Walked<T> {
  let step = walk.next()
  while (!step.done) {
    if (step.value.kind === 'file') return { kind: 'needs-file', path: step.value.path }
    step = walk.next(step.value.answers.at(-1) ?? 'no')
  }
  return { kind: 'done', value: step.value }
}
