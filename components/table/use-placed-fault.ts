'use client'

import { useFaultText } from '@/components/form/use-fault-text'
import type { ActionFault } from '@/lib/errors'

/** Tells a fault that belongs to a field of a form from one that belongs to none. */
export function usePlacedFault<Field extends string>(fault: ActionFault | null, fields: readonly Field[]) {
  const words = useFaultText()
  const place = fields.find((field) => field === fault?.field)
  return {
    errorOf: (field: Field) => (fault && place === field ? words(fault) : undefined),
    unplaced: place === undefined ? fault : null,
  }
}
