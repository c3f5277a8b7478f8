'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { fieldMessage } from '@/components/form/field-message'
import { useHelp } from '@/components/form/use-help'
import { Checking } from '@/components/table/checking'
import { ConfirmHoles } from '@/components/table/confirm-holes'
import { NetworksField } from '@/components/table/networks-field'
import { Choice, ChoiceGroup } from '@/components/ui/choice'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { type RuleForm, readPrecedence } from './use-rule-form'

interface RuleFieldsProps extends RuleForm {
  label: string
  precedenceHint?: ReactNode
  onSubmit: () => void
}

/** A rule as a sentence: these networks, may or may not, and how much it counts. */
export function RuleFields({ form, reading, progress, label, precedenceHint, onSubmit }: RuleFieldsProps) {
  const t = useTranslations('access')
  const help = useHelp()
  const { errors } = form.formState
  const isNumber = Number.isInteger(form.watch('precedence')) && (reading !== null || progress !== null)
  return (
    <>
      <NetworksField
        label={label}
        placeholder="192.168.0.0/24"
        text={form.watch('text')}
        problems={reading?.problems ?? []}
        lineCount={reading?.lines.length ?? 0}
        serverError={errors.text?.message}
        register={form.register('text')}
        onText={(text) => form.setValue('text', text, { shouldDirty: true })}
        onSubmit={() => reading?.edit && onSubmit()}
      />
      <Checking progress={progress} />
      <div className="flex flex-wrap items-start gap-x-8 gap-y-2">
        <ChoiceGroup legend={t('permission')}>
          <div className="flex gap-5">
            <Choice type="radio" value="ALLOW" label={t('allow')} {...form.register('permission')} />
            <Choice type="radio" value="DENY" label={t('deny')} {...form.register('permission')} />
          </div>
        </ChoiceGroup>
        <Field
          label={t('precedence')}
          {...help('ipmap', t('precedence'))}
          hint={precedenceHint}
          error={
            fieldMessage(errors.precedence, t('precedenceNeeded')) ??
            (isNumber ? undefined : t('precedenceNeeded'))
          }
          className="max-w-80"
        >
          {(control) => (
            <Input
              {...control}
              inputMode="numeric"
              className="mono w-32"
              {...form.register('precedence', { setValueAs: readPrecedence })}
            />
          )}
        </Field>
      </div>
      {reading?.holes[0] && (
        <ConfirmHoles
          network={reading.holes[0]}
          register={form.register('holesMeant')}
          error={errors.holesMeant?.message}
        />
      )}
    </>
  )
}
