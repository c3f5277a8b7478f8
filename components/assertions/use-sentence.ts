'use client'

import { useFormatter, useTranslations } from 'next-intl'
import type { Assertion } from '@/lib/xmail/assertions'
import { tellSentence } from './tell-sentence'

/** An assertion as the sentence that it is. */
export function useSentence(): (assertion: Assertion) => string {
  const t = useTranslations('assertions.sentence')
  const format = useFormatter()
  return (assertion) => {
    const { key, values } = tellSentence(assertion, (names) => format.list(names))
    return t(key, values)
  }
}
