'use client'

import { useTranslations } from 'next-intl'
import type { IpmapRow } from '@/lib/xmail/tables'
import type { AccessTable } from './use-access-table'

/** How many rules there are, and how many of them do less than they seem to. `shown`: that a filter leaves; null: no filter. */
export function AccessCounts({ table, shown }: { table: AccessTable; shown: number | null }) {
  const t = useTranslations('access')
  const kept = table.rows.filter(({ change }) => change !== 'removed').map(({ row }) => row)
  const count = (accept: (row: IpmapRow) => boolean) => kept.filter(accept).length
  const facts = [
    ['countTies', count((row) => row.marks.includes('tie'))],
    ['countShadowed', count((row) => row.marks.includes('shadowed'))],
    ['countDisabled', count((row) => row.state === 'disabled')],
    ['countDead', count((row) => row.state === 'dead')],
  ] as const
  const told = facts.filter(([, amount]) => amount > 0).map(([key, amount]) => t(key, { count: amount }))
  return (
    <p className="text-xs text-ink-2" aria-live="polite" data-testid="counts">
      {[
        shown === null ? t('count', { rows: kept.length }) : t('filtered', { shown, all: table.rows.length }),
        ...told,
      ].join(' · ')}
    </p>
  )
}
