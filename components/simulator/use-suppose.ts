'use client'

import { type RefObject, useRef } from 'react'
import type { OpenFact } from '@/lib/xmail/policy'
import { type QuestionForm, suppose } from '@/lib/xmail/simulator'

export interface SupposeActions {
  suppose: (fact: OpenFact, answer: string) => void
  /** The client's PTR name, which is a field of the question. */
  supposeName: (name: string) => void
}

/** Taking to be so what is open. The buttons for it go when it is done: the focus then goes to the answer. */
export function useSuppose(
  form: QuestionForm,
  onChange: (form: QuestionForm) => void,
): {
  area: RefObject<HTMLDivElement | null>
  change: (form: QuestionForm) => void
  actions: SupposeActions
} {
  const area = useRef<HTMLDivElement>(null)
  const change = (next: QuestionForm) => {
    area.current?.focus({ preventScroll: true })
    onChange(next)
  }
  return {
    area,
    change,
    actions: {
      suppose: (fact, answer) => change(suppose(form, fact, answer)),
      supposeName: (name) => change({ ...form, ptr: name }),
    },
  }
}
