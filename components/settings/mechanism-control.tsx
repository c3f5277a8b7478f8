'use client'

import { useTranslations } from 'next-intl'
import { Choice, ChoiceGroup } from '@/components/ui/choice'
import { MECHANISMS } from '@/lib/xmail/tables'
import { type ChosenNoTlsAuths, parseNoTlsAuths, printNoTlsAuths } from '@/lib/xmail/variables'
import { useVariableWords } from './use-variable-words'
import type { ValueControlProps } from './value-control'

/** SmtpNoTLSAuths as its three states. */
export function MechanismControl({ definition, value, onValue }: ValueControlProps) {
  const t = useTranslations('variables.options')
  const words = useVariableWords()
  const auths = parseNoTlsAuths(value)
  const choices: readonly { readonly chosen: ChosenNoTlsAuths; readonly label: string }[] = [
    { chosen: { state: 'any' }, label: t('mechanismAny') },
    { chosen: { state: 'none' }, label: t('mechanismNone') },
    ...MECHANISMS.map((mechanism) => ({
      chosen: { state: 'one' as const, mechanism },
      label: t('mechanismOne', { mechanism }),
    })),
  ]
  return (
    <ChoiceGroup legend={words.label(definition)}>
      {choices.map(({ chosen, label }) => {
        const printed = printNoTlsAuths(chosen)
        return (
          <Choice
            key={label}
            type="radio"
            name={definition.name}
            checked={printed === value}
            onChange={() => onValue(printed)}
            label={label}
          />
        )
      })}
      {auths.state === 'one' && !MECHANISMS.some((known) => known === value) && (
        <Choice
          type="radio"
          name={definition.name}
          checked
          readOnly
          label={t('mechanismOther', { item: auths.item })}
        />
      )}
    </ChoiceGroup>
  )
}
