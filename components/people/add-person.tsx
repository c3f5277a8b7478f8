'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Controller, useForm } from 'react-hook-form'
import { z } from 'zod'
import { FaultNotice } from '@/components/form/fault-notice'
import { fieldMessage } from '@/components/form/field-message'
import { useActionForm } from '@/components/form/use-action-form'
import { useHelp } from '@/components/form/use-help'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { ActionResult } from '@/lib/errors'
import { type NewPersonInput, newPersonSchema, rolesSchema } from '@/lib/people/people-schema'
import type { Role } from '@/lib/people/roles'
import { LinkShown } from './link-shown'
import { RoleFields } from './role-fields'
import type { NamedServer, ShownLink } from './shown-person'

export interface AddPersonProps {
  roles: readonly Role[]
  servers: readonly NamedServer[]
  add: (input: NewPersonInput) => Promise<ActionResult<ShownLink>>
}

/** The roles are one field of this form. */
const formSchema = z.object({
  name: newPersonSchema.shape.name,
  email: newPersonSchema.shape.email,
  roles: rolesSchema,
})

const EMPTY: z.input<typeof formSchema> = { name: '', email: '', roles: { role: 'by-server', servers: {} } }

/** Makes somebody's account and shows the link by which they set their password. */
export function AddPerson({ roles, servers, add }: AddPersonProps) {
  const t = useTranslations('people')
  const help = useHelp()
  const router = useRouter()
  const [made, setMade] = useState<{ link: ShownLink; name: string } | null>(null)
  const form = useForm({ resolver: zodResolver(formSchema), defaultValues: EMPTY })
  const { errors } = form.formState
  const send = (input: z.output<typeof formSchema>) =>
    add({ name: input.name, email: input.email, ...input.roles })
  const { submit, pending, fault } = useActionForm(form, send, (link, { name }) => {
    setMade({ link, name })
    form.reset(EMPTY)
    router.refresh()
  })
  return (
    <div className="space-y-4">
      {made && <LinkShown link={made.link} name={made.name} />}
      <form onSubmit={submit} noValidate>
        <fieldset disabled={pending} className="space-y-4">
          <div className="grid gap-4 sm:grid-cols-2">
            <Field label={t('name')} error={fieldMessage(errors.name, t('nameNeeded'))}>
              {(control) => <Input {...control} autoComplete="off" {...form.register('name')} />}
            </Field>
            <Field
              label={t('email')}
              {...help('personEmail', t('email'))}
              error={fieldMessage(errors.email, t('emailNeeded'))}
            >
              {(control) => (
                <Input {...control} type="email" autoComplete="off" {...form.register('email')} />
              )}
            </Field>
          </div>
          <Controller
            control={form.control}
            name="roles"
            render={({ field: { value, onChange } }) => (
              <RoleFields name="new-role" {...{ value, onChange, roles, servers }} />
            )}
          />
          {fault && <FaultNotice fault={fault} />}
          <Button type="submit" look="primary">
            {t('submit')}
          </Button>
        </fieldset>
      </form>
    </div>
  )
}
