'use client'

import { useTranslations } from 'next-intl'
import { FaultNotice } from '@/components/form/fault-notice'
import { useFaultText } from '@/components/form/use-fault-text'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import type { Staging } from './use-stage'

/** What became of the last change: refused, or waiting for a yes. */
export function StagingAnswer({ staging }: { staging: Staging }) {
  const t = useTranslations('variables.field')
  const words = useFaultText()
  const { asked, fault, pending } = staging
  return (
    <>
      {fault && <FaultNotice fault={fault} />}
      {asked && (
        <Notice look="opens" role="alert" data-code={asked.fault.code}>
          <p>{words(asked.fault)}</p>
          <div className="flex flex-wrap gap-2 pt-1">
            <Button size="sm" look="opens" disabled={pending} onClick={asked.confirm}>
              {t('confirm')}
            </Button>
            <Button size="sm" look="quiet" disabled={pending} onClick={staging.dismiss}>
              {t('cancel')}
            </Button>
          </div>
        </Notice>
      )}
    </>
  )
}
