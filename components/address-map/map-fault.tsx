'use client'

import { useTranslations } from 'next-intl'
import { FaultNotice } from '@/components/form/fault-notice'
import { Button } from '@/components/ui/button'
import type { Fault } from '@/lib/errors'

/** Why a map could not be made, and a way to ask again. */
export function MapFault({ fault, retry }: { fault: Fault; retry: () => void }) {
  const t = useTranslations('common')
  return (
    <div className="max-w-2xl space-y-3">
      <FaultNotice fault={fault} />
      <Button onClick={retry}>{t('tryAgain')}</Button>
    </div>
  )
}
