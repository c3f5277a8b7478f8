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
import { type SignInInput, signInSchema } from '@/lib/people/sign-in-schema'

export function SignInForm({ signIn }: { signIn: (input: SignInInput) => Promise<ActionResult<null>> }) {
  const t = useTranslations('signIn')
  const form = useForm({ resolver: zodResolver(signInSchema), defaultValues: { email: '', password: '' } })
  const { submit, pending, fault } = useActionForm(form, signIn, () => {
    // A whole new page: nothing that was fetched before signing in stays in the router's cache.
    window.location.assign('/')
  })
  return (
    <form onSubmit={submit} noValidate>
      <fieldset disabled={pending} className="space-y-4">
        <Field label={t('email')} error={fieldMessage(form.formState.errors.email, t('emailNeeded'))}>
          {(control) => (
            <Input {...control} type="email" autoComplete="username" {...form.register('email')} />
          )}
        </Field>
        <Field
          label={t('password')}
          error={fieldMessage(form.formState.errors.password, t('passwordNeeded'))}
        >
          {(control) => (
            <Input
              {...control}
              type="password"
              autoComplete="current-password"
              {...form.register('password')}
            />
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
