import { finish, type Steps } from './steps'

/**
 * The same answer for the same thing, made once and kept as long as the thing is. For what is made of a Document or of rows,
 * which never change: a page asks at each keystroke what costs a second to find out of 100,000 lines.
 */
export function remember<Thing extends object, Answer>(
  find: (thing: Thing) => Answer,
): (thing: Thing) => Answer {
  const answers = new WeakMap<Thing, { readonly answer: Answer }>()
  return (thing) => {
    const known = answers.get(thing)
    if (known) return known.answer
    const answer = find(thing)
    answers.set(thing, { answer })
    return answer
  }
}

/** The same for what is found in steps, or all at once; whichever has it first. */
export function rememberSteps<Thing extends object, Answer>(find: (thing: Thing) => Steps<Answer>) {
  const answers = new WeakMap<Thing, { readonly answer: Answer }>()
  function* inSteps(thing: Thing): Steps<Answer> {
    const known = answers.get(thing)
    if (known) return known.answer
    const answer = yield* find(thing)
    answers.set(thing, { answer })
    return answer
  }
  return { inSteps, atOnce: (thing: Thing): Answer => finish(inSteps(thing)) }
}
