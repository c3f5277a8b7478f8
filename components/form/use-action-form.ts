'use client'

import { useState, useTransition } from 'react'
import type { FieldValues, Path, UseFormReturn } from 'react-hook-form'
import type { ActionFault, ActionResult } from '@/lib/errors'
import { callAction } from './call-action'
import { useFaultText } from './use-fault-text'

/**
 * Sends a form to its action: errors that name a field go beside it, any other becomes `fault`, shown by the form.
 * `submit` is ready for `<form onSubmit>`; `pending` disables the fieldset.
 */
export function useActionForm<Input extends FieldValues, Output extends FieldValues, T>(
  form: UseFormReturn<Input, unknown, Output>,
  action: (input: Output) => Promise<ActionResult<T>>,
  onDone: (value: T, input: Output) => void,
) {
  const [fault, setFault] = useState<ActionFault | null>(null)
  const [pending, start] = useTransition()
  const text = useFaultText()
  const submit = form.handleSubmit((input) => {
    setFault(null)
    start(async () => {
      const result = await callAction(() => action(input))
      if (result.ok) return onDone(result.value, input)
      const { error } = result
      const fields = { ...(error.field && { [error.field]: error }), ...error.fields }
      const placed = Object.entries(fields).filter(
        ([name]) => form.getValues(name as Path<Input>) !== undefined,
      )
      for (const [name, fieldFault] of placed) {
        form.setError(
          name as Path<Input>,
          { type: fieldFault.code, message: text(fieldFault) },
          { shouldFocus: true },
        )
      }
      // What belongs to no field of this form must not get lost.
      if (placed.length < Math.max(1, Object.keys(fields).length)) setFault(error)
    })
  })
  return { submit, pending, fault }
}
