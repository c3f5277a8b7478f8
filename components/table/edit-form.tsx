'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { FaultNotice } from '@/components/form/fault-notice'
import { Button } from '@/components/ui/button'
import type { ActionFault } from '@/lib/errors'

export interface EditFormProps {
  /** A row that is there is changed; else a new one is added. */
  changes: boolean
  ready: boolean
  pending: boolean
  /** What is said of no field. */
  fault: ActionFault | null
  submit: () => void
  /** Something was typed. */
  onChange?: () => void
  close?: (() => void) | undefined
  /** What the button says, and while it works, where it is no draft that the form writes to. */
  words?: readonly [ready: string, pending: string]
  children: ReactNode
}

/** The frame of a form that puts a row, new or changed, into the draft. */
export function EditForm(props: EditFormProps) {
  const { changes, ready, pending, fault, submit, onChange, close, children } = props
  const t = useTranslations('table')
  const own = changes ? ([t('save'), t('saving')] as const) : ([t('add'), t('adding')] as const)
  const [readyText, pendingText] = props.words ?? own
  return (
    <form
      noValidate
      autoComplete="off"
      className="mb-6 max-w-3xl"
      onChange={onChange}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <fieldset disabled={pending} className="space-y-2.5">
        {children}
        {fault && <FaultNotice fault={fault} />}
        <div className="flex flex-wrap gap-2">
          <Button type="submit" look="primary" disabled={!ready}>
            {pending ? pendingText : readyText}
          </Button>
          {close && (
            <Button look="quiet" onClick={close}>
              {t('cancel')}
            </Button>
          )}
        </div>
      </fieldset>
    </form>
  )
}
