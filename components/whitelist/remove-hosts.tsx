'use client'

import { useTranslations } from 'next-intl'
import { FaultNotice } from '@/components/form/fault-notice'
import { useStaging } from '@/components/table/use-staging'
import { Button } from '@/components/ui/button'
import type { ActionResult } from '@/lib/errors'
import { mailRootPath } from '@/lib/xmail/path'
import type { Edit } from '@/lib/xmail/tables'

const REMOVAL: Edit = { table: 'hnprop', path: mailRootPath('smtp.hnprop.tab'), op: 'remove-file' }

/** Takes smtp.hnprop.tab away, into the draft: emptied it would go on refusing (semantics.md 5). */
export function RemoveHosts({
  count,
  stage,
}: {
  /** Rows that go with it. */
  count: number
  stage: (edit: Edit) => Promise<ActionResult<null>>
}) {
  const t = useTranslations('whitelist')
  const { send, fault, pending } = useStaging()
  return (
    <div className="mt-2 space-y-2">
      <p>{t('removeFileText', { count })}</p>
      <Button size="sm" disabled={pending} onClick={() => send(() => stage(REMOVAL))}>
        {t(pending ? 'removingFile' : 'removeFile')}
      </Button>
      {fault && <FaultNotice fault={fault} />}
    </div>
  )
}
