'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Notice } from '@/components/ui/notice'
import type { ShownWayIn } from './shown-tls'

export interface WayInNoticeProps {
  wayIn: ShownWayIn
  /** Also says that the certificate would be accepted: where that is asked. */
  withGood?: boolean
  /** What can be done here. */
  children?: ReactNode
  className?: string
}

/** What becomes of this console’s own way in by TLS once the draft is applied: said before, not found out after. */
export function WayInNotice({ wayIn, withGood = false, children, className }: WayInNoticeProps) {
  const t = useTranslations('tls')
  const { by, pinFollows, troubles } = wayIn
  if (by === 'none') return null
  if (troubles.length > 0) {
    return (
      <Notice look="broken" title={t('shutOut')} className={className} data-testid="shut-out">
        {troubles.map((trouble) => (
          <p key={trouble.kind} data-trouble={trouble.kind}>
            {trouble.kind === 'untrusted'
              ? t(`shutOut_${trouble.kind}`, { by, reason: String(trouble.fault.details?.reason ?? by) })
              : t(`shutOut_${trouble.kind}`)}
          </p>
        ))}
        <p>{t('shutOutEnd')}</p>
        {children}
      </Notice>
    )
  }
  if (pinFollows) return <Notice className={className}>{t('wayInPin')}</Notice>
  return withGood ? (
    <Notice look="fine" className={className}>
      {t('wayInGood')}
    </Notice>
  ) : null
}
