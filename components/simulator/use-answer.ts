'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import { callAction } from '@/components/form/call-action'
import type { ActionResult } from '@/lib/errors'
import type { QuestionForm, SimulatorAnswer } from '@/lib/xmail/simulator'

export type AskSimulator = (
  form: QuestionForm,
  since: number | null,
) => Promise<ActionResult<SimulatorAnswer>>

export interface Asked {
  readonly form: QuestionForm
  /** Null: it has not been asked, because it cannot be understood. */
  readonly answer: ActionResult<SimulatorAnswer> | null
}

/** How long nothing must have been typed. */
const PAUSE_MS = 180

/**
 * The answer to a question that changes while somebody types. One is on its way at a time, and behind it only the latest
 * waits: answers come in the order of their questions, and a slow server is not asked more than it can answer.
 */
export function useAnswer(ask: AskSimulator, form: QuestionForm, isReadable: boolean, start: Asked) {
  const [asked, setAsked] = useState(start)
  const latest = useRef(start)
  const wanted = useRef<{ form: QuestionForm; anew: boolean } | null>(null)
  const running = useRef(false)

  const run = useCallback(async () => {
    if (running.current) return
    running.current = true
    while (wanted.current) {
      const { form: next, anew } = wanted.current
      wanted.current = null
      const known = latest.current.answer
      const since = anew ? null : known?.ok ? known.value.takenAt : 0
      const answer = await callAction(() => ask(next, since))
      latest.current = { form: next, answer }
      setAsked(latest.current)
    }
    running.current = false
  }, [ask])

  useEffect(() => {
    if (!isReadable) {
      wanted.current = null
      return
    }
    const timer = setTimeout(() => {
      if (latest.current.form === form && latest.current.answer) return
      wanted.current = { form, anew: false }
      void run()
    }, PAUSE_MS)
    return () => clearTimeout(timer)
  }, [form, isReadable, run])

  const readAgain = () => {
    wanted.current = { form, anew: true }
    void run()
  }
  return { answer: asked.answer, isCurrent: asked.form === form, readAgain }
}
