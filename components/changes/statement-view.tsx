import { ArrowDownLeft, ArrowUpRight, Equal } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { PrefixList, useAddresses } from '@/components/table/reach'
import type { PlainReach } from '@/lib/xmail/effects'
import type { Statement } from './statements'

const LOOKS = {
  opens: { icon: ArrowUpRight, box: 'border-opens-line bg-opens-soft', sign: 'text-opens', mark: '+' },
  closes: { icon: ArrowDownLeft, box: 'border-closes-line bg-closes-soft', sign: 'text-closes', mark: '−' },
  neither: { icon: Equal, box: 'border-line', sign: 'text-ink-2', mark: '' },
} as const

/** One gain or loss: its sign, its word, the sentence, and what there is to list. */
export function StatementView({ statement }: { statement: Statement }) {
  const t = useTranslations('effects')
  const nameWhole = useWho()
  const { look, key, reach, names = [], more = 0, values = {} } = statement
  const { icon: Icon, box, sign, mark } = LOOKS[look]
  const who = reach ? nameWhole(reach) : null
  const sentence = t(key, { ...values, who: who?.text ?? '', count: names.length + more })
  return (
    <div
      className={`flex gap-2.5 rounded-md border px-3 py-2.5 ${box}`}
      data-meaning={look}
      data-effect={key}
    >
      <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${sign}`} />
      <div className="min-w-0 flex-1 space-y-1 [overflow-wrap:anywhere]">
        <p className={look === 'neither' ? 'text-base' : 'text-base font-semibold'}>
          {look !== 'neither' && <span className="sr-only">{t(look)}: </span>}
          {mark && <span aria-hidden>{mark} </span>}
          {sentence}
        </p>
        {reach && !who?.isWhole && <PrefixList reach={reach} />}
        {names.length > 0 && <Names names={names} more={more} />}
      </div>
      {look !== 'neither' && (
        <span aria-hidden className={`shrink-0 text-xs ${sign}`}>
          {t(look)}
        </span>
      )}
    </div>
  )
}

function Names({ names, more }: { names: readonly string[]; more: number }) {
  const t = useTranslations('effects')
  return (
    <ul className="mono flex flex-wrap gap-x-3 gap-y-0.5 text-xs">
      {names.map((name) => (
        <li key={name}>{name}</li>
      ))}
      {more > 0 && <li className="font-sans text-ink-2">{t('more', { count: more })}</li>}
    </ul>
  )
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
