'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { FaultNotice } from '@/components/form/fault-notice'
import { useActionForm } from '@/components/form/use-action-form'
import { Understood } from '@/components/table/understood'
import { Button } from '@/components/ui/button'
import type { ActionResult } from '@/lib/errors'
import { type IpmapRequest, type IpmapRow, type MayConfirm, nextPrecedence } from '@/lib/xmail/tables'
import { RuleFields } from './rule-fields'
import { useRuleForm } from './use-rule-form'

export interface AddRuleProps {
  rows: readonly IpmapRow[]
  mayConfirm: MayConfirm
  add: (request: IpmapRequest) => Promise<ActionResult<null>>
}

/** New rules for one network or many. Each wins over all that are there, unless it is given another precedence. */
export function AddRule({ rows, mayConfirm, add }: AddRuleProps) {
  const t = useTranslations('access')
  const router = useRouter()
  const precedence = nextPrecedence(rows)
  const blank: IpmapRequest = { text: '', permission: 'ALLOW', precedence, holesMeant: false }
  const { form, reading, progress } = useRuleForm(rows, mayConfirm, blank)
  const { submit, pending, fault } = useActionForm(form, add, () => {
    form.reset({ ...blank, precedence: precedence + 1 })
    router.refresh()
  })
  return (
    <form onSubmit={submit} noValidate className="mb-6 max-w-3xl">
      <fieldset disabled={pending} className="space-y-2.5">
        <RuleFields
          form={form}
          reading={reading}
          progress={progress}
          label={t('addLabel')}
          precedenceHint={t('precedenceHint')}
          onSubmit={submit}
        />
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
