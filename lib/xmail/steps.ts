/**
 * Work in steps: between two of them whoever has it done may do something else, as a page must that answers keys. A step
 * that has dealt with items gives their number, so that a page can say how far the work is.
 */
export type Steps<Answer> = Generator<number | undefined, Answer>

/** How many lines of a file, or rows, are a step: some ten milliseconds. */
export const ITEMS_A_STEP = 5_000

/** All steps at once. */
export function finish<Answer>(steps: Steps<Answer>): Answer {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

/** As `Array.from`, in steps. */
export function* collectInSteps<Item, Made>(
  items: Iterable<Item>,
  make: (item: Item, place: number) => Made,
): Steps<Made[]> {
  const made: Made[] = []
  for (const item of items) {
    made.push(make(item, made.length))
    if (made.length % ITEMS_A_STEP === 0) yield ITEMS_A_STEP
  }
  return made
}
