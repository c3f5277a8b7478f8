'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { FaultNotice } from '@/components/form/fault-notice'
import { fieldMessage } from '@/components/form/field-message'
import { HelpFor } from '@/components/form/legend'
import { useActionForm } from '@/components/form/use-action-form'
import { useHelp } from '@/components/form/use-help'
import { Button } from '@/components/ui/button'
import { Choice } from '@/components/ui/choice'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { ActionResult } from '@/lib/errors'
import { confirmSecondsSchema } from '@/lib/people/confirm-seconds'

const formSchema = z.object({
  probes: z.boolean(),
  seconds: z.string().trim().regex(/^\d+$/).transform(Number).pipe(confirmSecondsSchema),
})

export interface AfterApplyFormProps {
  seconds: number
  probes: boolean
  save: (input: { seconds: number; probes: boolean }) => Promise<ActionResult<null>>
}

/** What is done with a change once it is written: the server is tried, and somebody has so long to keep it. */
export function AfterApplyForm({ seconds, probes, save }: AfterApplyFormProps) {
  const t = useTranslations('servers')
  const help = useHelp()
  const router = useRouter()
  const [saved, setSaved] = useState(false)
  const form = useForm<{ seconds: string; probes: boolean }, unknown, { seconds: number; probes: boolean }>({
    resolver: zodResolver(formSchema),
    defaultValues: { seconds: String(seconds), probes },
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
        <Choice
          type="checkbox"
          label={t('probes')}
          hint={t('probesHint')}
          help={<HelpFor text={t('probes')} helpKey="probes" />}
          {...form.register('probes')}
        />
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
