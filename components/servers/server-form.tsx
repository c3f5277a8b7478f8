'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { useForm } from 'react-hook-form'
import { FaultNotice } from '@/components/form/fault-notice'
import { fieldMessage } from '@/components/form/field-message'
import { Legend } from '@/components/form/legend'
import { useActionForm } from '@/components/form/use-action-form'
import { useHelp } from '@/components/form/use-help'
import { Button } from '@/components/ui/button'
import { Choice, ChoiceGroup } from '@/components/ui/choice'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Notice } from '@/components/ui/notice'
import type { ActionResult } from '@/lib/errors'
import {
  changeServerSchema,
  newServerSchema,
  type ServerFormValues,
  type ServerInput,
} from '@/lib/mailroot/connection'
import { CtrlFields } from './ctrl-fields'
import {
  type ConnectionTrial,
  type CtrlForm,
  DEFAULT_CONNECTION,
  type LocalForm,
  type ServerActions,
  type SftpForm,
} from './server-form-values'
import { SftpFields } from './sftp-fields'

export interface ServerFormProps extends ServerActions {
  /** Null for a new server. Secrets are never in it. */
  server: Pick<ServerFormValues, 'name' | 'connection'> | null
  /** Whether folders of this machine may be opened here. */
  allowLocal: boolean
}

/** How a server is reached: asked for, tried, and saved only when it works. */
export function ServerForm({
  server,
  allowLocal,
  showCertificate,
  showHostKey,
  tryConnection,
  save,
}: ServerFormProps) {
  const t = useTranslations('servers')
  const help = useHelp()
  const router = useRouter()
  const isNew = server === null
  const form = useForm<ServerFormValues, unknown, ServerInput>({
    resolver: zodResolver(isNew ? newServerSchema : changeServerSchema),
    defaultValues: {
      name: server?.name ?? '',
      connection: server?.connection ?? DEFAULT_CONNECTION.ctrl,
      secrets: { password: '', privateKey: '', passphrase: '' },
    },
  })
  const kind = form.watch('connection.kind')
  const kinds = allowLocal ? (['ctrl', 'sftp', 'local'] as const) : (['ctrl', 'sftp'] as const)
  const { submit, pending, fault } = useActionForm(form, save, ({ id }) => {
    router.push(`/servers/${id}`)
    router.refresh()
  })
  return (
    <form onSubmit={submit} noValidate className="max-w-xl">
      <fieldset disabled={pending} className="space-y-5">
        <Field
          label={t('name')}
          {...help('serverName', t('name'))}
          hint={t('nameHint')}
          error={fieldMessage(form.formState.errors.name, t('nameNeeded'))}
        >
          {(control) => <Input {...control} autoComplete="off" {...form.register('name')} />}
        </Field>
        {isNew && (
          <ChoiceGroup legend={<Legend text={t('kind')} helpKey="connectionKind" />}>
            {kinds.map((value) => (
              <Choice
                key={value}
                type="radio"
                name="kind"
                label={t(`kind${value === 'ctrl' ? 'Ctrl' : value === 'sftp' ? 'Sftp' : 'Local'}`)}
                hint={t(`kind${value === 'ctrl' ? 'Ctrl' : value === 'sftp' ? 'Sftp' : 'Local'}Hint`)}
                checked={kind === value}
                onChange={() => form.reset({ ...form.getValues(), connection: DEFAULT_CONNECTION[value] })}
              />
            ))}
          </ChoiceGroup>
        )}
        {kind === 'ctrl' && (
          <CtrlFields form={form as unknown as CtrlForm} isNew={isNew} showCertificate={showCertificate} />
        )}
        {kind === 'sftp' && (
          <SftpFields form={form as unknown as SftpForm} isNew={isNew} showHostKey={showHostKey} />
        )}
        {kind === 'local' && <LocalFields form={form as unknown as LocalForm} />}
        {fault && <FaultNotice fault={fault} />}
        <Trial form={form} tryConnection={tryConnection}>
          <Button type="submit" look="primary">
            {pending ? t('saving') : isNew ? t('saveNew') : t('save')}
          </Button>
        </Trial>
      </fieldset>
    </form>
  )
}

function LocalFields({ form }: { form: LocalForm }) {
  const t = useTranslations('servers')
  const help = useHelp()
  return (
    <Field
      label={t('mailRoot')}
      {...help('localMailRoot', t('mailRoot'))}
      error={fieldMessage(form.formState.errors.connection?.mailRoot, t('mailRootNeeded'))}
    >
      {(control) => (
        <Input {...control} className="mono" spellCheck={false} {...form.register('connection.mailRoot')} />
      )}
    </Field>
  )
}

interface TrialProps {
  form: ReturnType<typeof useForm<ServerFormValues, unknown, ServerInput>>
  tryConnection: ServerActions['tryConnection']
  children: React.ReactNode
}

function Trial({ form, tryConnection, children }: TrialProps) {
  const t = useTranslations('servers')
  const [trial, setTrial] = useState<ActionResult<ConnectionTrial> | null>(null)
  const [pending, start] = useTransition()
  const test = form.handleSubmit((input) => {
    setTrial(null)
    start(async () => setTrial(await tryConnection(input)))
  })
  return (
    <>
      <div aria-live="polite" className="empty:hidden">
        {trial && !trial.ok && <FaultNotice fault={trial.error} />}
        {trial?.ok && (
          <Notice look="fine" title={t('testOk', { software: trial.value.software || t('testOkFolder') })}>
            <p>
              {t('testOkFiles', { count: trial.value.filesRead })}{' '}
              {trial.value.encrypted
                ? t('encryptedYes', { cipher: trial.value.cipher ?? '' })
                : t('encryptedNo')}
            </p>
          </Notice>
        )}
      </div>
      <div className="flex flex-wrap gap-2">
        {children}
        <Button onClick={test} disabled={pending}>
          {pending ? t('testing') : t('test')}
        </Button>
      </div>
    </>
  )
}
