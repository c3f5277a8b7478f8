'use client'

import { useFormatter, useTranslations } from 'next-intl'
import { Facts } from '@/components/servers/facts'
import { Notice } from '@/components/ui/notice'
import { endedDays } from './ended-days'
import { FindingList } from './finding-list'
import type { ShownCertificate, ShownInstalled } from './shown-tls'

/** The certificate that there is, or what it means that there is none. */
export function InstalledView({ installed }: { installed: ShownInstalled }) {
  const t = useTranslations('tls')
  if (installed.state === 'present') return <CertificateView certificate={installed} />
  return (
    <Notice look="broken" className="max-w-3xl">
      {t(installed.state)}
    </Notice>
  )
}

/** First how long it lasts and for what names, then what is wrong with it, then the rest. */
export function CertificateView({ certificate }: { certificate: ShownCertificate }) {
  const t = useTranslations('tls')
  const format = useFormatter()
  const { facts, chain, findings, daysLeft } = certificate
  const day = (ms: number) => format.dateTime(ms, { dateStyle: 'medium' })
  return (
    <div className="max-w-3xl space-y-3 rounded-md border px-4 py-3">
      <p className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <span className="mono min-w-0 font-semibold break-all">{facts.names.join(', ')}</span>
        <span className={daysLeft < 0 ? 'text-sm text-broken' : 'text-sm text-ink-2'}>
          {daysLeft < 0 ? t('ended', { days: endedDays(daysLeft) }) : t('validFor', { days: daysLeft })}
        </span>
      </p>
      <FindingList findings={findings} />
      <Facts
        facts={[
          [t('subject'), facts.subject],
          [t('issuer'), facts.selfSigned ? t('selfSignedBy') : facts.issuer],
          [t('valid'), `${day(facts.validFrom)} – ${day(facts.validTo)}`],
          [t('key'), facts.key],
          [t('chain'), chain.length > 0 ? chain.join(' › ') : t('chainNone')],
          [t('fingerprint'), facts.sha256.replaceAll(/(..)(?!$)/g, '$1:')],
        ]}
      />
    </div>
  )
}
