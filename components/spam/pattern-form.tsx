'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { FaultNotice } from '@/components/form/fault-notice'
import { useFaultText } from '@/components/form/use-fault-text'
import { useHelp } from '@/components/form/use-help'
import { useStaging } from '@/components/table/use-staging'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { ActionResult } from '@/lib/errors'
import { mailRootPath } from '@/lib/xmail/path'
import { checkPatterns, type Edit, type SpamAddressRow } from '@/lib/xmail/tables'

/** Changes one pattern in its place. */
export function PatternForm({
  row,
  rows,
  stage,
  close,
}: {
  row: SpamAddressRow
  rows: readonly SpamAddressRow[]
  stage: (edit: Edit) => Promise<ActionResult<null>>
  close: () => void
}) {
  const t = useTranslations('spam')
  const common = useTranslations('table')
  const help = useHelp()
  const words = useFaultText()
  const [pattern, setPattern] = useState(row.pattern)
  const { send, fault, pending } = useStaging()
  const [trouble] = checkPatterns(
    rows.filter((other) => other.line < row.line),
    [pattern],
  )
  const edit: Edit = {
    table: 'spam-address',
    path: mailRootPath('spam-address.tab'),
    op: 'replace',
    row: { line: row.line, was: row.was },
    pattern,
    confirmed: [],
  }
  return (
    <form
      noValidate
      className="flex flex-wrap items-end gap-2"
      onSubmit={async (event) => {
        event.preventDefault()
        if (!trouble && (await send(() => stage(edit)))) close()
      }}
    >
      <Field
        label={t('columnPattern')}
        {...help('spamPattern', t('columnPattern'))}
        error={trouble ? words(trouble) : undefined}
        className="min-w-60 flex-1"
      >
        {(control) => (
          <Input
            {...control}
            className="mono"
            spellCheck={false}
            value={pattern}
            onChange={(event) => setPattern(event.target.value)}
          />
        )}
      </Field>
      <Button type="submit" disabled={pending || Boolean(trouble)}>
        {common('save')}
      </Button>
      <Button look="quiet" onClick={close}>
        {common('cancel')}
      </Button>
      {fault && <FaultNotice fault={fault} className="w-full" />}
    </form>
  )
}
