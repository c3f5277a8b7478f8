'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { HelpFor } from '@/components/form/legend'
import { Notice } from '@/components/ui/notice'
import { PageHeading, Section } from '@/components/ui/page'
import { When } from '@/components/ui/when'
import type { ActionResult } from '@/lib/errors'
import { RELAY_TRICKS } from '@/lib/xmail/relay-tricks'
import type { ServiceAddress } from '@/lib/xmail/services'
import { JobBar } from './job-bar'
import { RelayResults } from './relay-results'
import { RelaySummary } from './relay-summary'
import { ServicePlace } from './service-place'
import type { ShownJob, ShownRelayTest } from './shown-job'

export interface OpenRelayPageProps {
  place: ServiceAddress | null
  job: ShownJob<ShownRelayTest> | null
  mayProbe: boolean
  /** The server's own address, `/servers/…`. */
  base: string
  start: () => Promise<ActionResult<null>>
  cancel: () => Promise<ActionResult<null>>
}

/** What the public relay tests did: every known trick, up to RCPT TO, from each address of this machine. */
export function OpenRelayPage({ place, job, mayProbe, base, start, cancel }: OpenRelayPageProps) {
  const t = useTranslations('openRelay')
  const test = job?.result
  const total = test?.total ?? 0
  return (
    <div className="max-w-5xl">
      <PageHeading
        title={t('title')}
        aside={<HelpFor text={t('title')} helpKey="openRelayTest" />}
        lead={t('lead', { count: RELAY_TRICKS.length })}
        facts={
          <>
            <ServicePlace service="SMTP" place={place} href={`${base}/connection`} />
            {job && (
              <span>
                {t.rich('startedBy', { name: job.startedBy, when: () => <When ms={job.startedAt} /> })}
              </span>
            )}
          </>
        }
      />
      {place ? (
        <JobBar
          job={job}
          words={{ start: t('start'), again: t('again') }}
          progress={total > 0 ? { done: test?.results.length ?? 0, total } : null}
          mayProbe={mayProbe}
          start={start}
          cancel={cancel}
        />
      ) : (
        <Notice title={t('noPlace')}>
          <Link href={`${base}/connection`} className="underline">
            {t('toConnection')}
          </Link>
        </Notice>
      )}
      {job && test && test.results.length > 0 && (
        <>
          {job.state !== 'running' && <RelaySummary test={test} base={base} />}
          {test.sources.map((source) => (
            <Section key={source} title={t('from', { source })} className="mt-6">
              <RelayResults source={source} results={test.results} />
            </Section>
          ))}
        </>
      )}
    </div>
  )
}
