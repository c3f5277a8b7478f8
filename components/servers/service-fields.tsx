'use client'

import { useTranslations } from 'next-intl'
import type { UseFormReturn } from 'react-hook-form'
import { fieldMessage } from '@/components/form/field-message'
import { Choice } from '@/components/ui/choice'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { ServiceName } from '@/lib/xmail/services'
import type { ServicesInput, ServicesValues } from './services-form-values'

export interface ServiceFieldsProps {
  name: ServiceName
  form: UseFormReturn<ServicesValues, unknown, ServicesInput>
  usualHost: string
}

/** One service: whether it can be reached from here, and where. */
export function ServiceFields({ name, form, usualHost }: ServiceFieldsProps) {
  const t = useTranslations('servers')
  const service = name.toUpperCase()
  const reached = form.watch(`services.${name}.reached`)
  const errors = form.formState.errors.services?.[name]
  return (
    <fieldset
      aria-label={service}
      className="grid items-start gap-x-3 gap-y-1 border-b pb-2 sm:grid-cols-[9rem_minmax(0,1fr)_8rem]"
    >
      <Choice
        type="checkbox"
        label={<span className="font-medium">{service}</span>}
        hint={reached ? undefined : t('serviceUnreached')}
        aria-label={t('serviceReached', { service })}
        {...form.register(`services.${name}.reached`)}
      />
      {reached && (
        <>
          <Field
            label={<span className="text-xs text-ink-2">{t('serviceHost', { service })}</span>}
            error={fieldMessage(errors?.host, t('hostNeeded'))}
          >
            {(control) => (
              <Input
                {...control}
                className="mono"
                spellCheck={false}
                autoCapitalize="none"
                placeholder={usualHost}
                {...form.register(`services.${name}.host`)}
              />
            )}
          </Field>
          <Field
            label={
              <span className="text-xs whitespace-nowrap text-ink-2">{t('servicePort', { service })}</span>
            }
            error={fieldMessage(errors?.port, t('portNeeded'))}
          >
            {(control) => (
              <Input
                {...control}
                className="mono"
                inputMode="numeric"
                {...form.register(`services.${name}.port`, { setValueAs: Number })}
              />
            )}
          </Field>
        </>
      )}
    </fieldset>
  )
}
