'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { RuleForm } from '@/components/table/rule-form'
import type { ActionResult } from '@/lib/errors'
import { mailRootPath } from '@/lib/xmail/path'
import { checkSpammersRules, type Edit, type MayConfirm, type SpammersRow } from '@/lib/xmail/tables'
import { ActionChoice } from './action-choice'

/** Changes one rule of spammers.tab in its place. */
export function ClientForm({
  row,
  rows,
  mayConfirm,
  stage,
  close,
}: {
  row: SpammersRow
  /** With the draft. */
  rows: readonly SpammersRow[]
  mayConfirm: MayConfirm
  stage: (edit: Edit) => Promise<ActionResult<null>>
  close: () => void
}) {
  const t = useTranslations('spam')
  const [action, setAction] = useState(row.action ?? { kind: 'refuse' as const })
  return (
    <RuleForm
      label={t('columnNetwork')}
      network={row.cidr ?? (row.netmask ? `${row.address} ${row.netmask}` : '')}
      check={(network) =>
        checkSpammersRules(
          rows.filter((other) => other.line < row.line),
          [{ network, action }],
        )[0] ?? null
      }
      makeEdit={(network, confirmed) => ({
        table: 'spammers',
        path: mailRootPath('spammers.tab'),
        op: 'replace',
        row: { line: row.line, was: row.was },
        rule: { network, action },
        confirmed: [...confirmed],
      })}
      wideText={(networks) => t('clientsWide', { networks })}
      mayConfirm={mayConfirm}
      stage={stage}
      close={close}
    >
      <ActionChoice value={action} onChange={setAction} />
    </RuleForm>
  )
}
