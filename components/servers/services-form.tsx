'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { FaultNotice } from '@/components/form/fault-notice'
import { fieldMessage } from '@/components/form/field-message'
import { useActionForm } from '@/components/form/use-action-form'
import { useHelp } from '@/components/form/use-help'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { ActionResult } from '@/lib/errors'
import { SERVICE_NAMES, type ServiceChoices, type ServiceName } from '@/lib/xmail/services'
import { ServiceFields } from './service-fields'
import { type ServicesInput, type ServicesValues, servicesFormSchema, valuesOf } from './services-form-values'

export interface ServicesFormProps {
  choices: ServiceChoices
  /** The connection's host and ports, for what nobody has set. */
  usualHost: string
  usualPorts: Readonly<Record<ServiceName, number>>
  startFile: string | null
  canReachStartFile: boolean
  save: (input: ServicesInput) => Promise<ActionResult<null>>
}

/** Where the services of a server are reached: XMail's ports are start options, so no file says them. */
export function ServicesForm(props: ServicesFormProps) {
  const t = useTranslations('servers')
  const help = useHelp()
  const router = useRouter()
  const [saved, setSaved] = useState(false)
  const form = useForm<ServicesValues, unknown, ServicesInput>({
    resolver: zodResolver(servicesFormSchema),
    defaultValues: valuesOf(props),
  })
  const { submit, pending, fault } = useActionForm(form, props.save, () => {
    setSaved(true)
    router.refresh()
  })
  return (
    <form onSubmit={submit} onChange={() => setSaved(false)} noValidate className="max-w-xl">
      <p className="mb-3 text-sm text-ink-2">{t('servicesLead')}</p>
      <fieldset disabled={pending} className="space-y-5">
        <div className="space-y-3 sm:space-y-1.5">
          {SERVICE_NAMES.map((name) => (
            <ServiceFields key={name} name={name} form={form} usualHost={props.usualHost} />
          ))}
        </div>
        {props.canReachStartFile ? (
          <Field
            label={t('startFile')}
            {...help('startFile', t('startFile'))}
            hint={t('startFileHint')}
            error={fieldMessage(form.formState.errors.startFile, t('startFileNeeded'))}
          >
            {(control) => (
              <Input
                {...control}
                className="mono"
                spellCheck={false}
                autoCapitalize="none"
                placeholder="/etc/init.d/xmail"
                {...form.register('startFile')}
              />
            )}
          </Field>
        ) : (
          <p className="text-sm text-ink-2">{t('startFileNotByCtrl')}</p>
        )}
        {fault && <FaultNotice fault={fault} />}
        <div className="flex flex-wrap items-center gap-3">
          <Button type="submit">{pending ? t('servicesSaving') : t('servicesSave')}</Button>
          <span role="status" className="text-sm text-ink-2">
            {saved && t('servicesSaved')}
          </span>
        </div>
      </fieldset>
    </form>
  )
}
