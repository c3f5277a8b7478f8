'use client'

import { useTranslations } from 'next-intl'
import { useFaultText } from '@/components/form/use-fault-text'
import { Choice, ChoiceGroup } from '@/components/ui/choice'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { Fault } from '@/lib/errors'
import type { VariableDefinition } from '@/lib/xmail/variables'
import { CodeControl } from './code-control'
import { MechanismControl } from './mechanism-control'
import { OptionsControl } from './options-control'
import { PermissionsControl } from './permissions-control'
import { useVariableWords } from './use-variable-words'

export interface ValueControlProps {
  definition: VariableDefinition
  /** As it would be in the file; null: not set. */
  value: string | null
  onValue: (value: string | null) => void
  fault: Fault | null
}

/** The input for a value, by its kind. */
export function ValueControl(props: ValueControlProps) {
  const { value: kind } = props.definition
  if (kind.kind === 'code') return <CodeControl {...props} />
  if (kind.kind === 'number') return <NumberControl {...props} kind={kind} />
  if (kind.kind === 'text' && !isChosen(kind.form)) return <TextControl {...props} />
  return (
    <>
      <ChosenControl {...props} />
      <Wrong fault={props.fault} />
    </>
  )
}

function isChosen(form: string): boolean {
  return ['permissions', 'smtp-options', 'mechanisms'].includes(form)
}

function ChosenControl(props: ValueControlProps) {
  const { value: kind } = props.definition
  if (kind.kind !== 'text') return <ChoiceControl {...props} />
  if (kind.form === 'permissions') return <PermissionsControl {...props} />
  return kind.form === 'mechanisms' ? <MechanismControl {...props} /> : <OptionsControl {...props} />
}

/** The fault of a group of choices; a text field shows its own. */
function Wrong({ fault }: Pick<ValueControlProps, 'fault'>) {
  const faultText = useFaultText()
  return (
    <p aria-live="polite" className="text-sm text-broken empty:hidden">
      {fault && faultText(fault)}
    </p>
  )
}

function ChoiceControl({ definition, value, onValue }: ValueControlProps) {
  const words = useVariableWords()
  if (definition.value.kind !== 'choice') return null
  return (
    <ChoiceGroup legend={words.label(definition)}>
      {definition.value.choices.map((choice) => (
        <Choice
          key={choice}
          type="radio"
          name={definition.name}
          value={choice}
          checked={value === String(choice)}
          onChange={() => onValue(String(choice))}
          label={`${choice}: ${words.number(definition, choice)}`}
        />
      ))}
    </ChoiceGroup>
  )
}

interface NumberControlProps extends ValueControlProps {
  kind: Extract<VariableDefinition['value'], { kind: 'number' }>
}

const LARGEST = 2_147_483_647

function NumberControl({ definition, value, onValue, fault, kind }: NumberControlProps) {
  const t = useTranslations('variables')
  const words = useVariableWords()
  const faultText = useFaultText()
  const { min, max } = kind
  const meanings = [...new Set([0, min])]
    .filter((number) => t.has(`names.${definition.meaning}.${number < 0 ? 'negative' : 'zero'}`))
    .map((number) => `${number}: ${words.number(definition, number)}.`)
  const range = max === LARGEST ? t('field.rangeFrom', { min }) : t('field.range', { min, max })
  return (
    <Field
      label={t('field.value', { name: definition.name })}
      hint={[range, ...meanings].join(' ')}
      error={fault && faultText(fault)}
    >
      {(control) => (
        <Input
          {...control}
          className="mono w-48"
          inputMode="numeric"
          autoComplete="off"
          value={value ?? ''}
          onChange={(event) => onValue(event.target.value.trim())}
        />
      )}
    </Field>
  )
}

function TextControl({ definition, value, onValue, fault }: ValueControlProps) {
  const t = useTranslations('variables.field')
  const faultText = useFaultText()
  return (
    <Field label={t('value', { name: definition.name })} error={fault && faultText(fault)}>
      {(control) => (
        <Input
          {...control}
          className="mono"
          autoComplete="off"
          spellCheck={false}
          value={value ?? ''}
          onChange={(event) => onValue(event.target.value)}
        />
      )}
    </Field>
  )
}
