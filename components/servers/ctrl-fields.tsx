'use client'

import { useTranslations } from 'next-intl'
import { fieldMessage } from '@/components/form/field-message'
import { HelpFor, Legend } from '@/components/form/legend'
import { useHelp } from '@/components/form/use-help'
import { Choice, ChoiceGroup } from '@/components/ui/choice'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { CertificateTrust } from './certificate-trust'
import { EndpointFields } from './endpoint-fields'
import type { CtrlForm, ServerActions } from './server-form-values'

export interface CtrlFieldsProps {
  form: CtrlForm
  isNew: boolean
  showCertificate: ServerActions['showCertificate']
}

/** Ports that XMail uses when nothing else was set: they follow the choice of encryption. */
const USUAL_PORT = { none: 6017, starttls: 6017, tls: 6018 } as const

export function CtrlFields({ form, isNew, showCertificate }: CtrlFieldsProps) {
  const t = useTranslations('servers')
  const help = useHelp()
  const encryption = form.watch('connection.encryption')
  const chooseEncryption = (value: keyof typeof USUAL_PORT) => {
    const port = Number(form.getValues('connection.port'))
    if (port === USUAL_PORT[encryption]) form.setValue('connection.port', USUAL_PORT[value])
    form.setValue('connection.encryption', value, { shouldDirty: true })
    if (value === 'none') form.setValue('connection.login', 'digest')
  }
  return (
    <div className="space-y-4">
      <EndpointFields form={form} kind="ctrl" />
      <Field
        label={t('password')}
        {...help('ctrlPassword', t('password'))}
        hint={isNew ? undefined : t('passwordKept')}
        error={fieldMessage(form.formState.errors.secrets?.password, t('passwordNeeded'))}
      >
        {(control) => (
          <Input {...control} type="password" autoComplete="off" {...form.register('secrets.password')} />
        )}
      </Field>
      <ChoiceGroup legend={<Legend text={t('encryption')} helpKey="ctrlEncryption" />}>
        {(['starttls', 'tls', 'none'] as const).map((value) => (
          <Choice
            key={value}
            type="radio"
            name="encryption"
            label={t(`encryption${capital(value)}`)}
            checked={encryption === value}
            onChange={() => chooseEncryption(value)}
          />
        ))}
      </ChoiceGroup>
      {encryption !== 'none' && <CertificateTrust form={form} showCertificate={showCertificate} />}
      {encryption !== 'none' && (
        <details>
          <summary className="text-sm text-ink-2">{t('moreCtrl')}</summary>
          <div className="mt-2 space-y-2">
            <Choice
              type="checkbox"
              label={t('allowOldTls')}
              help={<HelpFor text={t('allowOldTls')} helpKey="ctrlOldTls" />}
              hint={t('weakChoice')}
              {...form.register('connection.allowOldTls')}
            />
            <Choice
              type="checkbox"
              label={t('clearLogin')}
              help={<HelpFor text={t('clearLogin')} helpKey="ctrlClearLogin" />}
              checked={form.watch('connection.login') === 'clear'}
              onChange={(event) =>
                form.setValue('connection.login', event.target.checked ? 'clear' : 'digest')
              }
            />
            <Field label={t('serverName')} {...help('ctrlCertificateName', t('serverName'))}>
              {(control) => (
                <Input {...control} className="mono" {...form.register('connection.serverName')} />
              )}
            </Field>
          </div>
        </details>
      )}
    </div>
  )
}

function capital<T extends string>(word: T): Capitalize<T> {
  return (word.charAt(0).toUpperCase() + word.slice(1)) as Capitalize<T>
}
