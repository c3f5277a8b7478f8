'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { FaultNotice } from '@/components/form/fault-notice'
import { useFaultText } from '@/components/form/use-fault-text'
import { useStaging } from '@/components/table/use-staging'
import { Button } from '@/components/ui/button'
import { Notice, type NoticeLook } from '@/components/ui/notice'
import { usePolling } from '@/components/ui/use-polling'
import { When } from '@/components/ui/when'
import type { ActionResult } from '@/lib/errors'
import type { ServiceAddress } from '@/lib/xmail/services'
import { ServicePlace } from './service-place'
import type { ShownFinger, ShownJob } from './shown-job'

interface FingerProofProps {
  place: ServiceAddress | null
  job: ShownJob<ShownFinger> | null
  mayProbe: boolean
  connectionHref: string
  prove: () => Promise<ActionResult<null>>
}

const LOOKS: Readonly<Record<NonNullable<ShownFinger['state']>['state'], NoticeLook>> = {
  answering: 'opens',
  silent: 'fine',
  closed: 'fine',
  stalled: 'quiet',
  unreached: 'quiet',
}

/** Tries the port itself: what the tables say is one thing, what answers is the other. */
export function FingerProof({ place, job, mayProbe, connectionHref, prove }: FingerProofProps) {
  const t = useTranslations('finger')
  const { send, fault, pending } = useStaging()
  const running = job?.state === 'running'
  usePolling(running && !pending)
  if (!place) {
    return (
      <Notice title={t('noPlace')}>
        <Link href={connectionHref} className="underline">
          {t('toConnection')}
        </Link>
      </Notice>
    )
  }
  return (
    <div className="space-y-3 text-sm">
      <p className="text-ink-2">{t('proofLead')}</p>
      <div className="flex flex-wrap items-center gap-3">
        <Button onClick={() => send(prove)} disabled={pending || running || !mayProbe}>
          {pending || running ? t('trying') : job ? t('tryAgain') : t('tryPort')}
        </Button>
        <span className="text-xs text-ink-2">
          <ServicePlace service="FINGER" place={place} href={connectionHref} />
        </span>
      </div>
      {fault && <FaultNotice fault={fault} />}
      <div aria-live="polite">{job && !running && !pending && <State job={job} />}</div>
    </div>
  )
}

function State({ job }: { job: ShownJob<ShownFinger> }) {
  const t = useTranslations('finger')
  const words = useFaultText()
  const { state, query } = job.result
  if (job.state === 'failed' && job.fault) return <FaultNotice fault={job.fault} />
  if (!state) return null
  return (
    <Notice look={LOOKS[state.state]} title={t(`state_${state.state}`)} data-state={state.state}>
      <p>{t(`state_${state.state}Lead`)}</p>
      {'fault' in state && <p>{words(state.fault)}</p>}
      {state.state === 'answering' && (
        <>
          <p className="text-xs text-ink-2">{t('asked', { query: query || t('nobody') })}</p>
          <pre className="mono overflow-x-auto rounded-sm bg-paper px-2.5 py-1.5 text-xs whitespace-pre-wrap">
            {state.answer.join('\n')}
          </pre>
        </>
      )}
      <p className="text-xs text-ink-2">
        {t.rich('triedBy', { name: job.startedBy, when: () => <When ms={job.startedAt} /> })}
      </p>
    </Notice>
  )
}
