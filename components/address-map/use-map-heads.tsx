'use client'

import { useTranslations } from 'next-intl'

/** The grid of tables of ranges. */
export const MAP_GRID =
  'grid items-center gap-x-4 gap-y-1 px-3 py-1.5 sm:grid-cols-[minmax(0,4fr)_minmax(0,3fr)_minmax(0,3fr)_2rem]'

/** The heads of its columns. */
export function useMapHeads() {
  const t = useTranslations('addressMap')
  return [
    { key: 'addresses', name: t('columnAddresses') },
    { key: 'does', name: t('columnDoes') },
    { key: 'rule', name: t('columnRule') },
    { key: 'ask', name: <span className="sr-only">{t('columnAsk')}</span> },
  ]
}
