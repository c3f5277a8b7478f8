'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useDeferredValue, useMemo } from 'react'
import { useForm } from 'react-hook-form'
import { FaultNotice } from '@/components/form/fault-notice'
import { fieldMessage } from '@/components/form/field-message'
import { useActionForm } from '@/components/form/use-action-form'
import { useHelp } from '@/components/form/use-help'
import { ConfirmHoles } from '@/components/table/confirm-holes'
import { NetworksField } from '@/components/table/networks-field'
import { Understood } from '@/components/table/understood'
import { Button } from '@/components/ui/button'
import { Choice, ChoiceGroup } from '@/components/ui/choice'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { ActionResult } from '@/lib/errors'
import {
  type IpmapRequest,
  type IpmapRow,
  ipmapRequestSchema,
  type MayConfirm,
  nextPrecedence,
  readIpmapRequest,
} from '@/lib/xmail/tables'

export interface AddRuleProps {
  rows: readonly IpmapRow[]
  mayConfirm: MayConfirm
  add: (request: IpmapRequest) => Promise<ActionResult<null>>
}

/** A rule as a sentence: these networks, may or may not, and how much it counts. */
export function AddRule({ rows, mayConfirm, add }: AddRuleProps) {
  const t = useTranslations('access')
  const help = useHelp()
  const router = useRouter()
  const suggested = nextPrecedence(rows)
  const form = useForm({
    resolver: zodResolver(ipmapRequestSchema),
    values: { text: '', permission: 'ALLOW' as 'ALLOW' | 'DENY', precedence: suggested, holesMeant: false },
    resetOptions: { keepDirtyValues: true },
  })
  const { submit, pending, fault } = useActionForm(form, add, () => {
    form.reset({ text: '', permission: 'ALLOW', precedence: suggested + 1, holesMeant: false })
    router.refresh()
  })
  const { errors } = form.formState
  const values = form.watch()
  const request = useDeferredValue(JSON.stringify(values))
  const reading = useMemo(() => {
    const parsed = ipmapRequestSchema.safeParse(JSON.parse(request))
    return parsed.success ? readIpmapRequest(rows, parsed.data, mayConfirm) : null
  }, [request, rows, mayConfirm])
  return (
    <form onSubmit={submit} noValidate className="mb-6 max-w-3xl">
      <fieldset disabled={pending} className="space-y-2.5">
        <NetworksField
          label={t('addLabel')}
          placeholder="192.168.0.0/24"
          text={values.text}
          problems={reading?.problems ?? []}
          lineCount={reading?.lines.length ?? 0}
          serverError={errors.text?.message}
          register={form.register('text')}
          onText={(text) => form.setValue('text', text, { shouldDirty: true })}
          onSubmit={() => reading?.edit && submit()}
        />
        <div className="flex flex-wrap items-start gap-x-8 gap-y-2">
          <ChoiceGroup legend={t('permission')}>
            <div className="flex gap-5">
              <Choice type="radio" value="ALLOW" label={t('allow')} {...form.register('permission')} />
              <Choice type="radio" value="DENY" label={t('deny')} {...form.register('permission')} />
            </div>
          </ChoiceGroup>
          <Field
            label={t('precedence')}
            {...help('ipmap', t('precedence'))}
            hint={t('precedenceHint')}
            error={
              fieldMessage(errors.precedence, t('precedenceNeeded')) ??
              (reading ? undefined : t('precedenceNeeded'))
            }
            className="max-w-80"
          >
            {(control) => (
              <Input
                {...control}
                inputMode="numeric"
                className="mono w-32"
                {...form.register('precedence', { setValueAs: Number })}
              />
            )}
          </Field>
        </div>
        {reading?.holes[0] && (
          <ConfirmHoles
            network={reading.holes[0]}
            register={form.register('holesMeant')}
            error={errors.holesMeant?.message}
          />
        )}
        {fault && <FaultNotice fault={fault} />}
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <Button type="submit" look="primary" disabled={!reading?.edit}>
            {pending ? t('adding') : t('add')}
          </Button>
          <Understood networks={reading?.networks ?? []} />
        </div>
      </fieldset>
    </form>
  )
}
