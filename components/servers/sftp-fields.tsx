'use client'

import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { FaultNotice } from '@/components/form/fault-notice'
import { fieldMessage } from '@/components/form/field-message'
import { HelpFor, Legend } from '@/components/form/legend'
import { useHelp } from '@/components/form/use-help'
import { Button } from '@/components/ui/button'
import { Choice, ChoiceGroup } from '@/components/ui/choice'
import { Field } from '@/components/ui/field'
import { Input, Textarea } from '@/components/ui/input'
import { Notice } from '@/components/ui/notice'
import type { ActionResult } from '@/lib/errors'
import { EndpointFields } from './endpoint-fields'
import type { CtrlForm, ServerActions, SftpForm, ShownHostKey } from './server-form-values'

export interface SftpFieldsProps {
  form: SftpForm
  isNew: boolean
  showHostKey: ServerActions['showHostKey']
}

export function SftpFields({ form, isNew, showHostKey }: SftpFieldsProps) {
  const t = useTranslations('servers')
  const help = useHelp()
  const auth = form.watch('connection.auth')
  const { errors } = form.formState
  return (
    <div className="space-y-4">
      {/* Host, port and user have the same names in both kinds. */}
      <EndpointFields form={form as unknown as CtrlForm} kind="sftp" />
      <HostKey form={form} showHostKey={showHostKey} />
      <ChoiceGroup legend={<Legend text={t('auth')} helpKey="sftpAuth" />}>
        <Choice type="radio" value="key" label={t('authKey')} {...form.register('connection.auth')} />
        <Choice
          type="radio"
          value="password"
          label={t('authPassword')}
          {...form.register('connection.auth')}
        />
        <Choice type="radio" value="agent" label={t('authAgent')} {...form.register('connection.auth')} />
      </ChoiceGroup>
      {auth === 'password' && (
        <Field
          label={t('password')}
          hint={isNew ? undefined : t('passwordKept')}
          error={fieldMessage(errors.secrets?.password, t('passwordNeeded'))}
        >
          {(control) => (
            <Input {...control} type="password" autoComplete="off" {...form.register('secrets.password')} />
          )}
        </Field>
      )}
      {auth === 'key' && (
        <>
          <Field
            label={t('privateKey')}
            {...help('sftpKey', t('privateKey'))}
            hint={isNew ? undefined : t('privateKeyKept')}
            error={fieldMessage(errors.secrets?.privateKey, t('privateKeyNeeded'))}
          >
            {(control) => (
              <Textarea
                {...control}
                rows={5}
                className="mono text-xs"
                autoComplete="off"
                spellCheck={false}
                {...form.register('secrets.privateKey')}
              />
            )}
          </Field>
          <Field
            label={t('passphrase')}
            {...help('sftpPassphrase', t('passphrase'))}
            error={fieldMessage(errors.secrets?.passphrase, '')}
          >
            {(control) => (
              <Input
                {...control}
                type="password"
                autoComplete="off"
                {...form.register('secrets.passphrase')}
              />
            )}
          </Field>
        </>
      )}
      <Field
        label={t('mailRoot')}
        {...help('sftpMailRoot', t('mailRoot'))}
        error={fieldMessage(errors.connection?.mailRoot, t('mailRootNeeded'))}
      >
        {(control) => (
          <Input {...control} className="mono" spellCheck={false} {...form.register('connection.mailRoot')} />
        )}
      </Field>
      <Choice
        type="checkbox"
        label={t('allowOldAlgorithms')}
        help={<HelpFor text={t('allowOldAlgorithms')} helpKey="sftpOldAlgorithms" />}
        hint={t('weakChoice')}
        {...form.register('connection.allowOldAlgorithms')}
      />
    </div>
  )
}

function HostKey({ form, showHostKey }: Pick<SftpFieldsProps, 'form' | 'showHostKey'>) {
  const t = useTranslations('servers')
  const [shown, setShown] = useState<ActionResult<ShownHostKey> | null>(null)
  const [pending, start] = useTransition()
  const hostKey = form.watch('connection.hostKey')
  const error = form.formState.errors.connection?.hostKey
  const ask = async () => {
    if (await form.trigger(['connection.host', 'connection.port'])) {
      start(async () => setShown(await showHostKey(form.getValues('connection'))))
    }
  }
  const confirm = (fingerprint: string) => {
    form.setValue('connection.hostKey', fingerprint, { shouldDirty: true, shouldValidate: true })
    setShown(null)
  }
  return (
    <ChoiceGroup legend={<Legend text={t('hostKey')} helpKey="sftpHostKey" />}>
      <p className="mb-2 text-sm break-all text-ink-2">
        {hostKey ? t('hostKeyConfirmed', { fingerprint: hostKey }) : t('hostKeyNone')}
      </p>
      <Button size="sm" onClick={ask} disabled={pending}>
        {pending ? t('testing') : t('showHostKey')}
      </Button>
      <div aria-live="polite" className="mt-2">
        {error && !shown && <p className="text-sm text-broken">{t('hostKeyNeeded')}</p>}
        {shown && !shown.ok && <FaultNotice fault={shown.error} />}
        {shown?.ok && (
          <Notice look="opens" title={t('hostKeyFound', { ...shown.value })}>
            <p>{t('hostKeyCompare')}</p>
            <Button size="sm" className="mt-2" onClick={() => confirm(shown.value.fingerprint)}>
              {t('confirmHostKey')}
            </Button>
          </Notice>
        )}
      </div>
    </ChoiceGroup>
  )
}
