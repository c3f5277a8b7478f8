'use client'

import { useEffect, useMemo, useRef, useState } from 'react'
import { callAction } from '@/components/form/call-action'
import type { ActionResult } from '@/lib/errors'
import type { QuestionForm, SimulatorAnswer } from '@/lib/xmail/simulator'
import { askLatest } from './ask-latest'

export type AskSimulator = (
  form: QuestionForm,
  /** The files are to be read then or later, milliseconds since the epoch. Null: anew. */
  since: number | null,
) => Promise<ActionResult<SimulatorAnswer>>

export interface Asked {
  readonly form: QuestionForm
  /** Null: it has not been asked, because it cannot be understood. */
  readonly answer: ActionResult<SimulatorAnswer> | null
}

interface Wanted {
  readonly form: QuestionForm
  readonly anew: boolean
}

/** How long nothing must have been typed. */
const PAUSE_MS = 180

/** The answer to a question that changes while somebody types. */
export function useAnswer(ask: AskSimulator, form: QuestionForm, isReadable: boolean, start: Asked) {
  const [asked, setAsked] = useState(start)
  const latest = useRef(start)
  // The action that the page was given first: another one with each drawing would be another queue.
  const action = useRef(ask)
  const asker = useMemo(
    () =>
      askLatest(
        ({ form: next, anew }: Wanted) => {
          const known = latest.current.answer
          const since = anew ? null : known?.ok ? known.value.takenAt : 0
          return callAction(() => action.current(next, since))
        },
        ({ form: next }, answer) => {
          latest.current = { form: next, answer }
          setAsked(latest.current)
        },
      ),
    [],
  )

  useEffect(() => {
    if (!isReadable) return asker.forget()
    const timer = setTimeout(() => {
      const isAnswered = latest.current.form === form && latest.current.answer !== null
      if (!isAnswered) asker.want({ form, anew: false })
    }, PAUSE_MS)
    return () => clearTimeout(timer)
  }, [form, isReadable, asker])

  const readAgain = () => asker.want({ form, anew: true })
  return { answer: asked.answer, isCurrent: asked.form === form, readAgain }
}
