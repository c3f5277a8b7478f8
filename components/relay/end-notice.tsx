'use client'

import { useTranslations } from 'next-intl'
import { Notice } from '@/components/ui/notice'
import type { ShownRelayRow } from './show-relay-rows'

/** That rows end soon, or should be gone already. */
export function EndNotice({ rows, timeZone }: { rows: readonly ShownRelayRow[]; timeZone: string }) {
  const t = useTranslations('relay')
  const kept = rows.filter(({ change }) => change !== 'removed')
  const over = kept.filter(({ end }) => end.kind === 'over').length
  const soon = kept.filter(({ end }) => end.kind === 'soon').length
  return (
    <>
      {over > 0 && (
        <Notice look="broken" title={t('overTitle', { count: over })} className="mb-4">
          <p>{t('overText')}</p>
        </Notice>
      )}
      {soon > 0 && (
        <Notice look="opens" title={t('soonTitle', { count: soon })} className="mb-4">
          <p>{t('soonText', { timeZone })}</p>
        </Notice>
      )}
    </>
  )
}
