'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { FaultNotice } from '@/components/form/fault-notice'
import { useStaging } from '@/components/table/use-staging'
import { Button } from '@/components/ui/button'
import type { ActionResult } from '@/lib/errors'
import type { Edit } from '@/lib/xmail/tables'
import type { TextDraft } from './use-text-draft'

export interface StageBarProps {
  draft: Pick<TextDraft, 'change' | 'makeEdit' | 'reset'>
  stage: (edit: Edit) => Promise<ActionResult<null>>
  onGo: (line: number) => void
}

/** How much is changed, and the way into the draft. */
export function StageBar({ draft, stage, onGo }: StageBarProps) {
  const t = useTranslations('files')
  const { send, fault, setFault, pending } = useStaging()
  const [isStaged, setStaged] = useState(false)
  const { added, removed } = draft.change
  const isChanged = added + removed > 0
  const add = async () => {
    const { edit, troubles } = draft.makeEdit()
    const [first] = troubles
    if (first) onGo(first.line)
    if (edit) setStaged(await send(() => stage(edit)))
  }
  const reset = () => {
    setFault(null)
    draft.reset()
  }
  const line = Number(fault?.details?.line ?? 0)
  return (
    <div className="mt-3 space-y-3">
      {fault && (
        <FaultNotice fault={fault}>
          {line > 0 && (
            <Button size="sm" onClick={() => onGo(line - 1)}>
              {t('troubleLine', { line })}
            </Button>
          )}
        </FaultNotice>
      )}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button look="primary" disabled={pending} onClick={add}>
          {pending ? t('adding') : t('add')}
        </Button>
        <Button look="quiet" disabled={pending || !isChanged} onClick={reset}>
          {t('reset')}
        </Button>
        <p role="status" className="text-sm text-ink-2" data-testid="changed">
          {isChanged ? t('changed', { added, removed }) : isStaged ? t('staged') : t('unchanged')}
        </p>
      </div>
    </div>
  )
}
