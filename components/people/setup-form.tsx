'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useTranslations } from 'next-intl'
import { useForm } from 'react-hook-form'
import { FaultNotice } from '@/components/form/fault-notice'
import { fieldMessage } from '@/components/form/field-message'
import { useActionForm } from '@/components/form/use-action-form'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { ActionResult } from '@/lib/errors'
import { type SetupInput, setupSchema } from '@/lib/people/sign-in-schema'

export interface SetupFormProps {
  setUp: (input: SetupInput) => Promise<ActionResult<null>>
  /** From the link in the log, if it was opened that way. */
  token: string
}

export function SetupForm({ setUp, token }: SetupFormProps) {
  const t = useTranslations('setup')
  const help = useTranslations('help')
  const common = useTranslations('common')
  const form = useForm({
    resolver: zodResolver(setupSchema),
    defaultValues: { token, name: '', email: '', password: '' },
  })
  const { errors } = form.formState
  const { submit, pending, fault } = useActionForm(form, setUp, () => window.location.assign('/'))
  const message = (name: keyof SetupInput, needed: string) => fieldMessage(errors[name], needed)
  return (
    <form onSubmit={submit} noValidate>
      <fieldset disabled={pending} className="space-y-4">
        <Field
          label={t('token')}
          help={help('setupToken')}
          helpLabel={common('help', { label: t('token') })}
          error={message('token', t('tokenNeeded'))}
        >
          {(control) => (
            <Input
              {...control}
              className="mono"
              autoComplete="off"
              spellCheck={false}
              {...form.register('token')}
            />
          )}
        </Field>
        <Field label={t('name')} error={message('name', t('nameNeeded'))}>
          {(control) => <Input {...control} autoComplete="name" {...form.register('name')} />}
        </Field>
        <Field label={t('email')} error={message('email', t('emailNeeded'))}>
          {(control) => (
            <Input {...control} type="email" autoComplete="username" {...form.register('email')} />
          )}
        </Field>
        <Field
          label={t('password')}
          hint={t('passwordHint')}
          error={message('password', t('passwordNeeded'))}
        >
          {(control) => (
            <Input {...control} type="password" autoComplete="new-password" {...form.register('password')} />
          )}
        </Field>
        {fault && <FaultNotice fault={fault} />}
        <Button type="submit" look="primary" className="w-full">
          {pending ? t('submitting') : t('submit')}
        </Button>
      </fieldset>
    </form>
  )
}
