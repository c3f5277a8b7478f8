'use client'

import { useCallback, useEffect, useMemo, useState } from 'react'
import type { Steps } from '@/lib/xmail/steps'
import { finish } from '@/lib/xmail/steps'
import { runInSlices } from './use-steps'

/** Texts above this are checked in steps; it is about 2,000 lines. */
const LONG_TEXT_CHARACTERS = 30_000
const MS_BETWEEN_REPORTS = 200

/** How far the check of a long text is. */
export interface Progress {
  readonly doneLines: number
  readonly lines: number
  readonly isStopped: boolean
  readonly stop: () => void
  readonly goOn: () => void
}

export interface Understanding<Answer> {
  /** Null as long as the text is not wholly read: nothing of a part of it may be added. */
  readonly answer: Answer | null
  /** Null where there is nothing to wait for. */
  readonly progress: Progress | null
}

interface State<Answer> {
  readonly of: Steps<Answer> | null
  readonly items: number
  readonly isStopped: boolean
  readonly read: { readonly answer: Answer } | null
}

/**
 * What a text that a person types or pastes comes to. A short one is read while rendering. A long one is read between what
 * the page has to do otherwise, can be stopped and gone on with, and begins anew when `begin` is another function.
 * `passes`: how many times the steps count each line. `refusedFrom`: texts of so many characters are refused at the first
 * step, so that there is nothing to wait for.
 */
export function useUnderstanding<Answer>(
  text: string,
  begin: () => Steps<Answer>,
  passes: number,
  refusedFrom = Number.POSITIVE_INFINITY,
): Understanding<Answer> {
  const isLong = text.length > LONG_TEXT_CHARACTERS && text.length < refusedFrom
  const short = useMemo(() => (isLong ? null : finish(begin())), [begin, isLong])
  const steps = useMemo(() => (isLong ? begin() : null), [begin, isLong])
  const lines = useMemo(() => (isLong ? countLines(text) : 0), [text, isLong])
  const [kept, setKept] = useState<State<Answer>>(() => startOf(null))
  // What is known of an earlier text says nothing of this one.
  const { items, isStopped, read } = kept.of === steps ? kept : startOf(steps)
  const change = useCallback(
    (what: (now: State<Answer>) => Partial<State<Answer>>) =>
      setKept((last) => {
        const now = last.of === steps ? last : startOf(steps)
        return { ...now, ...what(now) }
      }),
    [steps],
  )
  useEffect(() => {
    if (!steps || isStopped) return
    const report = collectReports((more) => change((now) => ({ items: now.items + more })))
    return runInSlices(steps, (answer) => change(() => ({ read: { answer } })), report)
  }, [steps, isStopped, change])
  if (!isLong) return { answer: short, progress: null }
  if (read) return { answer: read.answer, progress: null }
  const progress = {
    doneLines: Math.min(lines, Math.floor(items / passes)),
    lines,
    isStopped,
    stop: () => change(() => ({ isStopped: true })),
    goOn: () => change(() => ({ isStopped: false })),
  }
  return { answer: null, progress }
}

function startOf<Answer>(steps: Steps<Answer> | null): State<Answer> {
  return { of: steps, items: 0, isStopped: false, read: null }
}

/** Tells of some slices at once: to show each of them would take longer than the slice itself. */
function collectReports(onReport: (items: number) => void): (items: number) => void {
  let waiting = 0
  let toldAt = performance.now()
  return (items) => {
    waiting += items
    if (performance.now() - toldAt < MS_BETWEEN_REPORTS) return
    onReport(waiting)
    waiting = 0
    toldAt = performance.now()
  }
}

function countLines(text: string): number {
  return text.trimEnd().split(/\r\n|\r|\n/).length
}
