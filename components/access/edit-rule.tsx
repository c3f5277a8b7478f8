'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useEffect, useMemo } from 'react'
import { FaultNotice } from '@/components/form/fault-notice'
import { useActionForm } from '@/components/form/use-action-form'
import { Understood } from '@/components/table/understood'
import { Button } from '@/components/ui/button'
import { type ActionResult, err } from '@/lib/errors'
import { readTokens } from '@/lib/xmail/tab'
import {
  type IpmapEdit,
  type IpmapRow,
  type MayConfirm,
  nameNetwork,
  nextPrecedence,
  readIpmapRequest,
} from '@/lib/xmail/tables'
import { RuleFields } from './rule-fields'
import { useRuleForm } from './use-rule-form'

export interface EditRuleProps {
  row: IpmapRow
  /** All rows of the list as the draft would have it. */
  rows: readonly IpmapRow[]
  mayConfirm: MayConfirm
  stage: (edit: IpmapEdit) => Promise<ActionResult<null>>
  close: () => void
}

/** Changes a rule in its line; a line that XMail ignores is mended so too. */
export function EditRule({ row, rows, mayConfirm, stage, close }: EditRuleProps) {
  const t = useTranslations('access')
  const table = useTranslations('table')
  const router = useRouter()
  const others = useMemo(() => rows.filter(({ line }) => line !== row.line), [rows, row.line])
  const { form, reading, progress } = useRuleForm(others, mayConfirm, {
    text: writtenNetwork(row),
    permission: row.permission ?? 'DENY',
    precedence: row.precedence ?? nextPrecedence(rows),
    holesMeant: false,
  })
  const { setFocus } = form
  useEffect(() => {
    // Behind the menu, which gives the focus back to its button when it has closed.
    const timer = setTimeout(() => setFocus('text'))
    return () => clearTimeout(timer)
  }, [setFocus])
  const { submit, pending, fault } = useActionForm(
    form,
    async (request) => {
      const { edit } = readIpmapRequest(others, request, mayConfirm)
      const [rule, ...more] = edit?.rules ?? []
      if (!edit || !rule || more.length > 0) return err('ADDRESS_EMPTY', undefined, 'text')
      const { line, was } = row
      return stage({ op: 'replace', row: { line, was }, rule, confirmed: edit.confirmed })
    },
    () => {
      close()
      router.refresh()
    },
  )
  const isOne = reading?.edit?.rules.length === 1
  return (
    <form
      onSubmit={submit}
      onKeyDown={(event) => event.key === 'Escape' && !event.nativeEvent.isComposing && close()}
      noValidate
      className="border-t bg-paper px-3 py-3"
    >
      <fieldset disabled={pending} className="max-w-3xl space-y-2.5">
        <RuleFields
          form={form}
          reading={reading}
          progress={progress}
          label={t('editLabel')}
          onSubmit={submit}
        />
        {reading?.edit && !isOne && <p className="text-sm text-broken">{t('editOne')}</p>}
        {fault && <FaultNotice fault={fault} />}
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <Button type="submit" look="primary" disabled={!isOne}>
            {pending ? table('saving') : table('save')}
          </Button>
          <Button look="quiet" onClick={close}>
            {table('cancel')}
          </Button>
          <Understood networks={reading?.networks ?? []} />
        </div>
      </fieldset>
    </form>
  )
}

/** The network of a rule; of a line that XMail ignores, what stands in its place. */
function writtenNetwork(row: IpmapRow): string {
  const [first = '', second = ''] = readTokens(row.was)
  return nameNetwork(row) || (/^[\d.]+$/.test(second) ? `${first} ${second}` : first)
}
