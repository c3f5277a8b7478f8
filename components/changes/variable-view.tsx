import { useTranslations } from 'next-intl'
import type { VariableEffect, VariableState } from '@/lib/xmail/effects'

const MARKS = { opens: '+', closes: '−', neither: '' } as const
const COLOURS = { opens: 'text-opens', closes: 'text-closes', neither: 'text-ink-2' } as const

/** Settings that decide who may do what: what each comes to now, and what afterwards. */
export function VariableView({ effects }: { effects: readonly VariableEffect[] }) {
  const t = useTranslations('effects')
  const words = useStateWords()
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
            {t(`variable_${name.startsWith('SmtpConfig') ? 'SmtpConfig' : name}`)}{' '}
            <code className="text-xs font-normal text-ink-2">{name}</code>
          </p>
          <p className="text-sm">{t('fromTo', { before: words(before), after: words(after) })}</p>
        </li>
      ))}
    </ul>
  )
}

function useStateWords(): (state: VariableState | null) => string {
  const t = useTranslations('effects')
  const does = ({ does: what, seconds }: { does: string; seconds: number }) => t(`does_${what}`, { seconds })
  return (state) => {
    switch (state?.kind) {
      case undefined:
        return t('notSet')
      case 'switch':
        return t(state.on ? 'on' : 'off')
      case 'letters':
        return t(state.letters.includes('R') ? 'lettersRelay' : 'lettersNoRelay', {
          letters: state.letters || '–',
        })
      case 'does':
        return does(state)
      case 'zones':
        if (state.zones.length === 0) return t('noZones')
        return state.zones.map((zone) => `${zone.zone} (${does(zone)})`).join(', ')
      case 'config':
        return t(
          state.mailAuth
            ? state.wantTls
              ? 'needsBoth'
              : 'needsAuth'
            : state.wantTls
              ? 'needsTls'
              : 'needsNothing',
        )
      case 'methods':
        return state.methods === null ? t('allMethods') : state.methods.join(', ') || t('noMethods')
    }
  }
}
