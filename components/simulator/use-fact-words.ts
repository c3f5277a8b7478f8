'use client'

import { useTranslations } from 'next-intl'
import type { OpenFact, Supposition } from '@/lib/xmail/policy'
import { nameFact, tellFact, tellSupposition } from './tell-fact'

/** What the console cannot see, in words. */
export function useFactWords() {
  const t = useTranslations('simulator')
  return {
    nameFact(fact: OpenFact): string {
      const { key, values } = nameFact(fact)
      return t(key, values)
    },
    tellFact(fact: OpenFact, given: string): string {
      const { key, values } = tellFact(fact, given)
      return t(key, values)
    },
    tellSupposition(supposition: Supposition): string {
      const { key, values } = tellSupposition(supposition)
      return t(key, values)
    },
  }
}
