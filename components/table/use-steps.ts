'use client'

import { useEffect, useMemo, useState } from 'react'
import { finish, type Steps } from '@/lib/xmail/steps'

/** A page that is longer than this without an answer feels broken to whoever types. */
const SLICE_MS = 40

/**
 * What steps come to. A short work is done while rendering, on the server too. A long one is done between what the page has
 * to do otherwise; until then it is null, or what came of the last work on the same thing (`of`). `begin`: must be the same
 * function until its work is another.
 */
export function useSteps<Answer>(of: string, begin: () => Steps<Answer>, isLong: boolean): Answer | null {
  const short = useMemo(() => (isLong ? null : { answer: finish(begin()) }), [begin, isLong])
  const [long, setLong] = useState<{ readonly of: string; readonly answer: Answer } | null>(null)
  useEffect(() => {
    if (isLong) return runInSlices(begin(), (answer) => setLong({ of, answer }))
  }, [of, begin, isLong])
  if (short) return short.answer
  // The rows of one file are never shown, and edited, as those of another.
  return long?.of === of ? long.answer : null
}

/**
 * Gives what stops it; what has been stopped may be run on. `onSlice`: after each slice but the last, with how many items
 * its steps have dealt with.
 */
export function runInSlices<Answer>(
  steps: Steps<Answer>,
  onDone: (answer: Answer) => void,
  onSlice?: (items: number) => void,
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let isStopped = false
  const slice = () => {
    const end = performance.now() + SLICE_MS
    let items = 0
    do {
      const step = steps.next()
      if (step.done) return onDone(step.value)
      items += step.value ?? 0
    } while (!isStopped && performance.now() < end)
    onSlice?.(items)
    if (!isStopped) timer = setTimeout(slice)
  }
  timer = setTimeout(slice)
  return () => {
    isStopped = true
    clearTimeout(timer)
  }
}
