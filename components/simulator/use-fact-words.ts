'use client'

import { useTranslations } from 'next-intl'
import type { OpenFact } from '@/lib/xmail/policy'

/** The answers of facts that have a sentence of their own; any other answer is the number of a line, or a name. */
export const FACT_ANSWERS = {
  'client-name': ['none', 'other'],
  'host-name': ['none'],
  listed: ['yes', 'no'],
  'sender-domain': ['yes', 'no'],
  'pop-sign-in': ['yes', 'no'],
  'external-auth': ['accepts', 'rejects', 'fails'],
  'recipient-filter': ['accepts', 'rejects'],
  'local-socket': ['none'],
  'mailbox-full': ['yes', 'no'],
  'own-name': ['yes', 'no'],
  resolves: ['yes', 'no'],
} as const satisfies Record<OpenFact['kind'], readonly string[]>

type FactKey = {
  [Kind in OpenFact['kind']]: `fact_${Kind}_${(typeof FACT_ANSWERS)[Kind][number]}`
}[OpenFact['kind']]

/** What the console cannot see, in words. */
export function useFactWords() {
  const t = useTranslations('simulator')
  const placesOf = (fact: OpenFact, given: string) => ({
    file: 'file' in fact ? fact.file : '',
    zone: 'zone' in fact ? fact.zone : '',
    domain: 'domain' in fact ? fact.domain : '',
    account: 'account' in fact ? fact.account : '',
    name: 'name' in fact ? fact.name : '',
    line: 'line' in fact ? fact.line + 1 : Number(given) + 1 || 0,
    given,
  })
  return {
    /** What it is that is not known. */
    nameFact: (fact: OpenFact): string => t(`on_${fact.kind}`, placesOf(fact, '')),
    /** What was taken to be so. */
    tellFact(fact: OpenFact, given: string): string {
      const answers: readonly string[] = FACT_ANSWERS[fact.kind]
      const places = placesOf(fact, given)
      if (answers.includes(given)) return t(`fact_${fact.kind}_${given}` as FactKey, places)
      if (fact.kind === 'local-socket') return t('fact_local-socket_given', places)
      return t(fact.kind === 'host-name' ? 'fact_host-name_line' : 'fact_client-name_line', places)
    },
  }
}
