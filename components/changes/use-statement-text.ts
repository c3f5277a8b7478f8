'use client'

import { useTranslations } from 'next-intl'
import { useAddresses } from '@/components/table/reach'
import type { PlainReach } from '@/lib/xmail/effects'
import type { Statement } from './statements'

/** A statement as a sentence. `isWhole`: it names all of its addresses; else their number alone. */
export function useStatementText(): (statement: Statement) => { text: string; isWhole: boolean } {
  const t = useTranslations('effects')
  const nameWhole = useWho()
  return ({ key, reach, names = [], more = 0, values = {} }) => {
    const who = reach ? nameWhole(reach) : null
    const text = t(key, { ...values, who: who?.text ?? '', count: names.length + more })
    return { text, isWhole: who?.isWhole ?? false }
  }
}

const EVERYTHING = ['0.0.0.0/0', '::/0']
/** More exceptions than this are a list, not a sentence. */
const MAX_EXCEPT = 3

/**
 * Addresses as a phrase, `192.0.2.64/26 (64 addresses)`. `isWhole`: nothing is left for a list; else it is their number
 * alone.
 */
function useWho(): (reach: PlainReach) => { readonly text: string; readonly isWhole: boolean } {
  const t = useTranslations('effects')
  const addresses = useAddresses()
  return (reach) => {
    const { prefixes, except, more } = reach
    const count = addresses(reach)
    const isAll = more === 0 && prefixes.join() === EVERYTHING.join()
    if (isAll && except.length === 0) return { text: t('everybody'), isWhole: true }
    if (isAll && except.length <= MAX_EXCEPT)
      return { text: t('allExcept', { prefixes: except.join(', '), addresses: count }), isWhole: true }
    const [prefix] = prefixes
    if (prefix && prefixes.length === 1 && more === 0 && except.length === 0)
      return { text: t('prefix', { prefix, addresses: count }), isWhole: true }
    return { text: count, isWhole: false }
  }
}
