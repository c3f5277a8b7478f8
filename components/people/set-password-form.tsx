'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useTranslations } from 'next-intl'
import { useForm } from 'react-hook-form'
import { FaultNotice } from '@/components/form/fault-notice'
import { fieldMessage } from '@/components/form/field-message'
import { useActionForm } from '@/components/form/use-action-form'
import { useHelp } from '@/components/form/use-help'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { ActionResult } from '@/lib/errors'
import { type LinkPasswordInput, linkPasswordSchema } from '@/lib/people/people-schema'

export interface SetPasswordFormProps {
  token: string
  /** For the browser's store of passwords. */
  email: string
  setPassword: (input: LinkPasswordInput) => Promise<ActionResult<null>>
}

/** Sets the password that a one-time link is for. */
export function SetPasswordForm({ token, email, setPassword }: SetPasswordFormProps) {
  const t = useTranslations('ownAccount')
  const help = useHelp()
  const form = useForm({
    resolver: zodResolver(linkPasswordSchema),
    defaultValues: { token, password: '' },
  })
  const { submit, pending, fault } = useActionForm(form, setPassword, () => window.location.assign('/'))
  return (
    <form onSubmit={submit} noValidate>
      <fieldset disabled={pending} className="space-y-4">
        <input type="email" hidden readOnly autoComplete="username" value={email} />
        <Field
          label={t('new')}
          {...help('setNewPassword', t('new'))}
          hint={t('newHint')}
          error={fieldMessage(form.formState.errors.password, t('newNeeded'))}
        >
          {(control) => (
            <Input {...control} type="password" autoComplete="new-password" {...form.register('password')} />
          )}
        </Field>
        {fault && <FaultNotice fault={fault} />}
        <Button type="submit" look="primary" className="w-full">
          {pending ? t('setting') : t('set')}
        </Button>
      </fieldset>
    </form>
  )
}
