'use client'

import { useTranslations } from 'next-intl'
import { fieldMessage } from '@/components/form/field-message'
import { useHelp } from '@/components/form/use-help'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { CtrlForm } from './server-form-values'

/** Host, port and user: the same for CTRL and SFTP but for their help. */
export function EndpointFields({ form, kind }: { form: CtrlForm; kind: 'ctrl' | 'sftp' }) {
  const t = useTranslations('servers')
  const help = useHelp()
  const errors = form.formState.errors.connection
  return (
    <div className="grid gap-4 sm:grid-cols-[1fr_7rem]">
      <Field
        label={t('host')}
        {...help(`${kind}Host`, t('host'))}
        error={fieldMessage(errors?.host, t('hostNeeded'))}
      >
        {(control) => (
          <Input
            {...control}
            className="mono"
            spellCheck={false}
            autoCapitalize="none"
            {...form.register('connection.host')}
          />
        )}
      </Field>
      <Field
        label={t('port')}
        {...help(`${kind}Port`, t('port'))}
        error={fieldMessage(errors?.port, t('portNeeded'))}
      >
        {(control) => (
          <Input
            {...control}
            className="mono"
            inputMode="numeric"
            {...form.register('connection.port', { setValueAs: Number })}
          />
        )}
      </Field>
      <Field
        label={t('user')}
        {...help(`${kind}User`, t('user'))}
        error={fieldMessage(errors?.user, t('userNeeded'))}
        className="sm:col-span-2"
      >
        {(control) => (
          <Input
            {...control}
            autoComplete="off"
            spellCheck={false}
            autoCapitalize="none"
            {...form.register('connection.user')}
          />
        )}
      </Field>
    </div>
  )
}
