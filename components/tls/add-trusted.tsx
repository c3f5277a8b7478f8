'use client'

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
import { FileField } from './file-field'
import { PemTextarea } from './pem-textarea'
import { readPemUpload } from './read-upload'
import type { TlsActions } from './shown-tls'

const EMPTY = { certificate: '' }

/** Certificates to be trusted: pasted or from a file, as many as there are in it. */
export function AddTrusted({
  add,
  label,
}: {
  add: TlsActions['addTrusted']
  label: 'trustAdd' | 'trustAddToFolder'
}) {
  const t = useTranslations('tls')
  const help = useHelp()
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const form = useForm({ defaultValues: EMPTY })
  const close = () => {
    form.reset(EMPTY)
    setOpen(false)
  }
  const { submit, pending, fault } = useActionForm(form, add, () => {
    close()
    router.refresh()
  })
  if (!open)
    return (
      <Button size="sm" onClick={() => setOpen(true)}>
        {t(label)}
      </Button>
    )
  return (
    <form onSubmit={submit} noValidate aria-label={t(label)} className="rounded-md border px-4 py-3">
      <fieldset disabled={pending} className="space-y-4">
        <Field
          label={t('trustCertificates')}
          {...help('tlsTrustedGiven', t('trustCertificates'))}
          hint={t('trustCertificatesHint')}
          error={fieldMessage(form.formState.errors.certificate, '')}
        >
          {(control) => <PemTextarea {...control} kind="CERTIFICATE" {...form.register('certificate')} />}
        </Field>
        <FileField
          label={t('trustFromFile')}
          accept=".pem,.crt,.cer,.der,.p7b,.p7c,.txt"
          read={readPemUpload}
          onRead={(text) => form.setValue('certificate', text)}
        />
        {fault && <FaultNotice fault={fault} />}
        <div className="flex flex-wrap gap-2">
          <Button type="submit" look="primary">
            {pending ? t('staging') : t('stage')}
          </Button>
          <Button onClick={close}>{t('trustCancel')}</Button>
        </div>
      </fieldset>
    </form>
  )
}
