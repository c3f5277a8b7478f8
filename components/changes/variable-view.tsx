import { useTranslations } from 'next-intl'
import type { VariableEffect } from '@/lib/xmail/effects'
import { type TellEffect, wordsOfSetting, wordsOfState } from './words-of-state'

const MARKS = { opens: '+', closes: '−', neither: '' } as const
const COLOURS = { opens: 'text-opens', closes: 'text-closes', neither: 'text-ink-2' } as const

/** Settings that decide who may do what: what each comes to now, and what afterwards. */
export function VariableView({ effects }: { effects: readonly VariableEffect[] }) {
  const t = useTranslations('effects')
  const tell: TellEffect = (key, values) => t(key, values)
  return (
    <ul className="divide-y rounded-md border">
      {effects.map(({ name, before, after, direction }) => (
        <li key={name} className="px-3 py-2.5 [overflow-wrap:anywhere]" data-variable={name}>
          <p className="text-base font-semibold">
            {direction !== 'neither' && (
              <span className={COLOURS[direction]}>
                {MARKS[direction]} {t(direction)}
                {' · '}
              </span>
            )}
            {wordsOfSetting(tell, name)} <code className="text-xs font-normal text-ink-2">{name}</code>
          </p>
          <p className="text-sm">
            {t('fromTo', { before: wordsOfState(tell, before), after: wordsOfState(tell, after) })}
          </p>
        </li>
      ))}
    </ul>
  )
}
