'use client'

import { useTranslations } from 'next-intl'
import type { Fault } from '@/lib/errors'

/** The words of a fault in the person's language. The code decides, never a text from elsewhere. */
export function useFaultText(): (fault: Fault) => string {
  const t = useTranslations('errors')
  return (fault) => t(fault.code, fault.details)
}
