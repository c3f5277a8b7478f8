'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Notice } from '@/components/ui/notice'
import type { Fault } from '@/lib/errors'
import { useFaultText } from './use-fault-text'

export interface FaultNoticeProps {
  fault: Fault & { requestId?: string }
  children?: ReactNode
  className?: string
}

/** A fault that belongs to no field: spoken at once, with what to do. */
export function FaultNotice({ fault, children, className }: FaultNoticeProps) {
  const t = useTranslations('common')
  const text = useFaultText()
  return (
    <Notice look="broken" role="alert" className={className} data-code={fault.code}>
      <p>{text(fault)}</p>
      {children}
      {fault.requestId && (
        <p className="mono text-2xs text-ink-2">{t('requestId', { id: fault.requestId })}</p>
      )}
    </Notice>
  )
}
