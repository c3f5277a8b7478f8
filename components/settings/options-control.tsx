'use client'

import { useTranslations } from 'next-intl'
import { Choice, ChoiceGroup } from '@/components/ui/choice'
import { parseSmtpConfig, printSmtpConfig } from '@/lib/xmail/variables'
import { useVariableWords } from './use-variable-words'
import type { ValueControlProps } from './value-control'

/** What sending needs on a listener: mail-auth and WantTLS. */
export function OptionsControl({ definition, value, onValue }: ValueControlProps) {
  const t = useTranslations('variables.options')
  const words = useVariableWords()
  const text = value ?? ''
  const { mailAuth, wantTls, options } = parseSmtpConfig(text)
  const unknown = options.flatMap((option) => (option.mark === null ? [] : [option.text]))
  const change = (wanted: { mailAuth: boolean; wantTls: boolean }) => onValue(printSmtpConfig(text, wanted))
  return (
    <ChoiceGroup legend={words.label(definition)}>
      <Choice
        type="checkbox"
        checked={mailAuth}
        onChange={(event) => change({ mailAuth: event.target.checked, wantTls })}
        label={t('mailAuth')}
        hint={t('mailAuthHint')}
      />
      <Choice
        type="checkbox"
        checked={wantTls}
        onChange={(event) => change({ mailAuth, wantTls: event.target.checked })}
        label={t('wantTls')}
        hint={t('wantTlsHint')}
      />
      {unknown.length > 0 && <p className="text-xs text-ink-2">{t('kept', { parts: unknown.join(', ') })}</p>}
    </ChoiceGroup>
  )
}
