'use client'

import type { FieldErrors } from 'react-hook-form'
import { useFaultText } from '@/components/form/use-fault-text'
import type { Fault } from '@/lib/errors'
import type { DetailFields } from '@/lib/xmail/tables'

/** What stands beside the fields of the details: what this page has found, or else what the server said. */
export function useDetailErrors(found: Fault | null, errors: FieldErrors<DetailFields>) {
  const words = useFaultText()
  const errorOf = (name: keyof DetailFields) =>
    (found?.field === name ? words(found) : undefined) ?? errors[name]?.message
  return {
    note: errorOf('note'),
    ticket: errorOf('ticket'),
    owner: errorOf('owner'),
    until: errorOf('until'),
  }
}
