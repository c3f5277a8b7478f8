'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { FaultNotice } from '@/components/form/fault-notice'
import { fieldMessage } from '@/components/form/field-message'
import { useActionForm } from '@/components/form/use-action-form'
import { useHelp } from '@/components/form/use-help'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { ActionResult } from '@/lib/errors'
import { confirmSecondsSchema } from '@/lib/people/confirm-seconds'

const formSchema = z.object({
  seconds: z.string().trim().regex(/^\d+$/).transform(Number).pipe(confirmSecondsSchema),
})

export interface ConfirmFormProps {
  seconds: number
  save: (input: { seconds: number }) => Promise<ActionResult<null>>
}

/** How long an applied change of this server waits to be kept. */
export function ConfirmForm({ seconds, save }: ConfirmFormProps) {
  const t = useTranslations('servers')
  const help = useHelp()
  const router = useRouter()
  const [saved, setSaved] = useState(false)
  const form = useForm<{ seconds: string }, unknown, { seconds: number }>({
    resolver: zodResolver(formSchema),
    defaultValues: { seconds: String(seconds) },
  })
  const { submit, pending, fault } = useActionForm(form, save, () => {
    setSaved(true)
    router.refresh()
  })
  return (
    <form onSubmit={submit} onChange={() => setSaved(false)} noValidate className="max-w-xl">
      <fieldset disabled={pending} className="space-y-4">
        <Field
          label={t('confirmSeconds')}
          {...help('keepOrPutBack', t('confirmSeconds'))}
          hint={t('confirmSecondsHint')}
          error={fieldMessage(form.formState.errors.seconds, t('confirmSecondsWrong'))}
        >
          {(control) => (
            <Input {...control} inputMode="numeric" className="w-28" {...form.register('seconds')} />
          )}
        </Field>
        {fault && <FaultNotice fault={fault} />}
        <div className="flex flex-wrap items-center gap-3">
          <Button type="submit">{t('confirmSave')}</Button>
          <span role="status" className="text-sm text-ink-2">
            {saved && t('confirmSaved')}
          </span>
        </div>
      </fieldset>
    </form>
  )
}
