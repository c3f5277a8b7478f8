'use client'

import { Ban, CircleOff, Minus, Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Tag } from '@/components/ui/tag'
import type { DraftRow } from '@/lib/xmail/tables/draft-rows'

/** What the draft does to a row, and that XMail does not use it. A row in force says nothing. */
export function RowState({
  state,
  change,
}: {
  state: 'live' | 'dead' | 'disabled'
  change: DraftRow<unknown>['change']
}) {
  const t = useTranslations('table')
  return (
    <>
      {change === 'added' && (
        <Tag look="opens">
          <Plus aria-hidden />
          {t('stateAdded')}
        </Tag>
      )}
      {change === 'removed' && (
        <Tag look="closes">
          <Minus aria-hidden />
          {t('stateRemoved')}
        </Tag>
      )}
      {state === 'disabled' && (
        <Tag>
          <CircleOff aria-hidden />
          {t('stateDisabled')}
        </Tag>
      )}
      {state === 'dead' && (
        <Ban role="img" aria-label={t('stateDead')} className="size-3.5 shrink-0 text-ink-2" />
      )}
    </>
  )
}
