import { useTranslations } from 'next-intl'
import type { Finding } from '@/lib/xmail/lint'

type Rules = 'spammers-missing'

/** A finding in words: what it is, what really happens, what mends it. */
export function useFindingWords(): (
  finding: Pick<Finding, 'rule' | 'details'>,
) => Readonly<Record<'title' | 'really' | 'remedy', string>> {
  const t = useTranslations('findings')
  // Each rule has its words (lib/xmail/lint/words.test.ts); the compiler can only be shown one of them.
  return ({ rule, details }) => {
    const say = (part: 'title' | 'really' | 'remedy') => t(`rules.${rule as Rules}.${part}`, details)
    return { title: say('title'), really: say('really'), remedy: say('remedy') }
  }
}
