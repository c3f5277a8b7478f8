'use client'

import { useTranslations } from 'next-intl'
import { useFaultText } from '@/components/form/use-fault-text'
import { Choice, ChoiceGroup } from '@/components/ui/choice'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { useVariableWords } from './use-variable-words'
import type { ValueControlProps } from './value-control'

/** The delay that is offered to begin with. */
const START_SECONDS = 10

/** A code as what it does: refuse, delay by so many seconds, or whatever 0 is for this variable. */
export function CodeControl({ definition, value, onValue, fault }: ValueControlProps) {
  const t = useTranslations('variables.field')
  const words = useVariableWords()
  const faultText = useFaultText()
  const isDelay = value?.startsWith('-') ?? false
  const seconds = isDelay ? (value ?? '').slice(1) : ''
  const radio = (code: string, checked: boolean, label: string) => (
    <Choice
      type="radio"
      name={definition.name}
      value={code}
      checked={checked}
      onChange={() => onValue(code)}
      label={label}
    />
  )
  return (
    <ChoiceGroup legend={words.label(definition)}>
      {radio('1', value === '1', `1: ${words.number(definition, 1)}`)}
      {radio(`-${START_SECONDS}`, isDelay, words.number(definition, -(Number(seconds) || START_SECONDS)))}
      {isDelay && (
        <Field
          label={t('seconds')}
          hint={t('secondsRange')}
          error={fault && faultText(fault)}
          className="mb-1 ml-6.5"
        >
          {(control) => (
            <Input
              {...control}
              className="mono w-28"
              inputMode="numeric"
              autoComplete="off"
              value={seconds}
              onChange={(event) => onValue(`-${event.target.value.trim()}`)}
            />
          )}
        </Field>
      )}
      {radio('0', value === '0', `0: ${words.number(definition, 0)}`)}
    </ChoiceGroup>
  )
}
