/** Asks one question at a time. */
export interface Asker<Question> {
  /** Asks at once, or behind the question that is on its way; whatever waited there before is never asked. */
  want(question: Question): void
  /** What waits is not asked. What is on its way still brings its answer. */
  forget(): void
}

/**
 * Answers come in the order of their questions, and a slow server is not asked more often than it answers. `ask` must not
 * throw: its fault is an answer too.
 */
export function askLatest<Question, Answer>(
  ask: (question: Question) => Promise<Answer>,
  onAnswer: (question: Question, answer: Answer) => void,
): Asker<Question> {
  let wanted: { readonly question: Question } | null = null
  let isAsking = false
  const run = async () => {
    if (isAsking) return
    isAsking = true
    while (wanted) {
      const { question } = wanted
      wanted = null
      onAnswer(question, await ask(question))
    }
    isAsking = false
  }
  return {
    want(question) {
      wanted = { question }
      void run()
    },
    forget() {
      wanted = null
    },
  }
}
