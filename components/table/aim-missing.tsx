'use client'

import { useTranslations } from 'next-intl'
import { Notice } from '@/components/ui/notice'
import type { AimedRow } from './use-line-aim'

/** Says that the line which the address leads to is no row here: the file has become another one since. */
export function AimMissing({ aimed }: { aimed: AimedRow | null }) {
  const t = useTranslations('table')
  if (!aimed || aimed.index >= 0) return null
  return (
    <Notice className="mb-3" role="status">
      {t('aimMissing', { line: aimed.aim.line + 1 })}
    </Notice>
  )
}
