'use client'

import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { callAction } from '@/components/form/call-action'
import type { ActionFault, ActionResult, ErrorCode } from '@/lib/errors'
import type { Document } from '@/lib/xmail/tab'
import type { Edit } from '@/lib/xmail/tables'
import type { VariableConfirmation } from '@/lib/xmail/variables'
import { findRefusal } from './find-refusal'
import { stageInOrder } from './stage-in-order'

export type StageEdit = (edit: Edit) => Promise<ActionResult<null>>
export type DiscardEdit = (input: { version: number; edit: number }) => Promise<ActionResult<null>>
export type VariablesEdit = Extract<Edit, { table: 'variables' }>

/** What has to be confirmed, by the fault that asks for it. */
const CONFIRMED_BY: Partial<Record<ErrorCode, VariableConfirmation>> = {
  MAIL_AUTH_CONFIRM: 'mail-auth',
  CLIENT_CERTIFICATES_CONFIRM: 'client-certificates',
  LOGGED_PASSWORDS_CONFIRM: 'logged-passwords',
}

/** A change that waits for a yes. */
export interface Asked {
  readonly fault: ActionFault
  readonly confirm: () => void
}

export interface Staging {
  readonly pending: boolean
  readonly fault: ActionFault | null
  readonly asked: Asked | null
  /** Checks an edit on the drafted file, asks what has to be asked, and stages it. */
  readonly send: (edit: VariablesEdit, onDone?: () => void) => void
  /** The same with edits that build on each other: none is staged behind one that is refused. */
  readonly sendAll: (edits: readonly VariablesEdit[], onDone?: () => void) => void
  /** Takes edits back, the last one first, so that none is left that needs another. */
  readonly takeBack: (version: number, places: readonly number[]) => void
  readonly dismiss: () => void
}

/** Stages the edits of a field, and keeps beside it what is wrong with the last one or has to be confirmed. */
export function useStage(drafted: Document, stage: StageEdit, discard: DiscardEdit): Staging {
  const router = useRouter()
  const [fault, setFault] = useState<ActionFault | null>(null)
  const [asked, setAsked] = useState<Asked | null>(null)
  const [pending, start] = useTransition()
  const dismiss = () => {
    setFault(null)
    setAsked(null)
  }
  const run = (action: () => Promise<ActionResult<null>>, onDone?: () => void) =>
    start(async () => {
      dismiss()
      const result = await action()
      if (result.ok) onDone?.()
      else setFault(result.error)
      router.refresh()
    })
  const sendAll = (edits: readonly VariablesEdit[], onDone?: () => void) => {
    const refusal = findRefusal(drafted, edits)
    if (!refusal) return run(() => stageInOrder(edits, (edit) => callAction(() => stage(edit))), onDone)
    const { at, edit, fault: refused } = refusal
    const confirmation = CONFIRMED_BY[refused.code]
    if (!confirmation || !('confirmed' in edit)) {
      setAsked(null)
      return setFault(refused)
    }
    setFault(null)
    const yes = { ...edit, confirmed: [...edit.confirmed, confirmation] }
    setAsked({ fault: refused, confirm: () => sendAll(edits.with(at, yes), onDone) })
  }
  const send = (edit: VariablesEdit, onDone?: () => void) => sendAll([edit], onDone)
  const takeBack = (version: number, places: readonly number[]) =>
    run(async () => {
      for (const [done, edit] of places.toReversed().entries()) {
        // Each save of a draft is its next version.
        const result = await callAction(() => discard({ version: version + done, edit }))
        if (!result.ok) return result
      }
      return { ok: true, value: null }
    })
  return { pending, fault, asked, send, sendAll, takeBack, dismiss }
}
