'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { UseFormRegisterReturn } from 'react-hook-form'
import { useHelp } from '@/components/form/use-help'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { DetailFields as Fields } from '@/lib/xmail/tables'

export interface DetailFieldsProps {
  register: (name: keyof Fields) => UseFormRegisterReturn
  errors: Readonly<Partial<Record<keyof Fields, ReactNode>>>
  /** By whose calendar a day is over. */
  timeZone: string
}

/** What a person may note about a row. None of it is needed, and XMail reads none of it. */
export function DetailFields({ register, errors, timeZone }: DetailFieldsProps) {
  const t = useTranslations('relay')
  const help = useHelp()
  return (
    <div className="grid gap-x-4 gap-y-2.5 sm:grid-cols-2">
      <Field label={t('note')} {...help('relayNote', t('note'))} hint={t('noteHint')} error={errors.note}>
        {(control) => <Input {...control} autoComplete="off" {...register('note')} />}
      </Field>
      <Field
        label={t('until')}
        {...help('relayUntil', t('until'))}
        hint={t('untilHint', { timeZone })}
        error={errors.until}
      >
        {(control) => <Input {...control} type="date" className="mono max-w-44" {...register('until')} />}
      </Field>
      <Field label={t('ticket')} error={errors.ticket}>
        {(control) => <Input {...control} autoComplete="off" {...register('ticket')} />}
      </Field>
      <Field label={t('owner')} error={errors.owner}>
        {(control) => <Input {...control} autoComplete="off" {...register('owner')} />}
      </Field>
    </div>
  )
}
