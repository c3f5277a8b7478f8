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
import { type ChangePasswordInput, changePasswordSchema } from '@/lib/people/people-schema'

export interface ChangePasswordProps {
  /** For the browser's store of passwords. */
  email: string
  change: (input: ChangePasswordInput) => Promise<ActionResult<null>>
}

const EMPTY: ChangePasswordInput = { current: '', password: '' }

/** Changes one's own password, which asks for the present one. */
export function ChangePassword({ email, change }: ChangePasswordProps) {
  const t = useTranslations('ownAccount')
  const help = useHelp()
  const router = useRouter()
  const [changed, setChanged] = useState(false)
  const form = useForm({ resolver: zodResolver(changePasswordSchema), defaultValues: EMPTY })
  const { errors } = form.formState
  const { submit, pending, fault } = useActionForm(form, change, () => {
    form.reset(EMPTY)
    setChanged(true)
    router.refresh()
  })
  return (
    <form onSubmit={submit} onChange={() => setChanged(false)} noValidate className="max-w-sm">
      <fieldset disabled={pending} className="space-y-4">
        <input type="email" hidden readOnly autoComplete="username" value={email} />
        <Field label={t('current')} error={fieldMessage(errors.current, t('currentNeeded'))}>
          {(control) => (
            <Input
              {...control}
              type="password"
              autoComplete="current-password"
              {...form.register('current')}
            />
          )}
        </Field>
        <Field
          label={t('new')}
          {...help('setNewPassword', t('new'))}
          hint={t('newHint')}
          error={fieldMessage(errors.password, t('newNeeded'))}
        >
          {(control) => (
            <Input {...control} type="password" autoComplete="new-password" {...form.register('password')} />
          )}
        </Field>
        {fault && <FaultNotice fault={fault} />}
        <div className="flex flex-wrap items-center gap-3">
          <Button type="submit">{t('change')}</Button>
          <span role="status" className="text-sm text-ink-2">
            {changed && t('changed')}
          </span>
        </div>
      </fieldset>
    </form>
  )
}
