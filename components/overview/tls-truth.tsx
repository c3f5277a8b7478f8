import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { endedDays } from '@/components/tls/ended-days'
import { Truth } from './truth'

export interface TlsTruthProps {
  tls: {
    readonly state: 'absent' | 'unreadable' | 'broken' | 'present'
    /** Below 0: it has ended. Null: there is no certificate. */
    readonly daysLeft: number | null
  }
  base: string
}

/** From here on somebody should think of a new one. */
const SOON_DAYS = 30

/** How long the certificate lasts, or why every handshake fails. */
export function TlsTruth({ tls, base }: TlsTruthProps) {
  const t = useTranslations('overview')
  const { state, daysLeft } = tls
  const words =
    state !== 'present' || daysLeft === null
      ? t(`tls_${state === 'present' ? 'absent' : state}`)
      : daysLeft < 0
        ? t('tlsEnded', { days: endedDays(daysLeft) })
        : t('tlsDaysLeft', { days: daysLeft })
  return (
    <Truth alarming={state !== 'present' || (daysLeft ?? 0) <= SOON_DAYS}>
      <Link href={`${base}/tls`} className="underline decoration-line-strong underline-offset-2">
        {words}
      </Link>
    </Truth>
  )
}
