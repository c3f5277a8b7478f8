import { ArrowDownLeft, ArrowUpRight, Equal } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { PrefixList } from '@/components/table/reach'
import type { Statement } from './statements'
import { useStatementText } from './use-statement-text'

const LOOKS = {
  opens: { icon: ArrowUpRight, box: 'border-opens-line bg-opens-soft', sign: 'text-opens', mark: '+' },
  closes: { icon: ArrowDownLeft, box: 'border-closes-line bg-closes-soft', sign: 'text-closes', mark: '−' },
  neither: { icon: Equal, box: 'border-line', sign: 'text-ink-2', mark: '' },
} as const

/** One gain or loss: its sign, its word, the sentence, and what there is to list. */
export function StatementView({ statement }: { statement: Statement }) {
  const t = useTranslations('effects')
  const { text, isWhole } = useStatementText()(statement)
  const { look, key, reach, names = [], more = 0 } = statement
  const { icon: Icon, box, sign, mark } = LOOKS[look]
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
          {text}
        </p>
        {reach && !isWhole && <PrefixList reach={reach} />}
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
