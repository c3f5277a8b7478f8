'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { FaultNotice } from '@/components/form/fault-notice'
import { useStaging } from '@/components/table/use-staging'
import { Button } from '@/components/ui/button'
import { usePolling } from '@/components/ui/use-polling'
import type { ActionResult } from '@/lib/errors'
import type { ShownJob } from './shown-job'

export interface JobBarProps {
  job: ShownJob<unknown> | null
  /** On the button, before and after the first time. */
  words: { readonly start: string; readonly again: string }
  /** How far it is: `done` of `total`; none while the total is not known. */
  progress: { readonly done: number; readonly total: number } | null
  mayProbe: boolean
  start: () => Promise<ActionResult<null>>
  cancel: () => Promise<ActionResult<null>>
  children?: ReactNode
}

/** Begins work on the server, says how far it is, and cancels it. The page can be left meanwhile. */
export function JobBar({ job, words, progress, mayProbe, start, cancel, children }: JobBarProps) {
  const t = useTranslations('probe')
  const { send, fault, pending } = useStaging()
  const running = job?.state === 'running'
  usePolling(running)
  return (
    <div className="space-y-3">
      <div className="flex flex-wrap items-center gap-3">
        {running ? (
          <Button onClick={() => send(cancel)} disabled={pending || !mayProbe}>
            {t('cancel')}
          </Button>
        ) : (
          <Button look="primary" onClick={() => send(start)} disabled={pending || !mayProbe}>
            {job ? words.again : words.start}
          </Button>
        )}
        {children}
        <p role="status" className="text-sm text-ink-2">
          {running && (progress ? t('progress', { ...progress }) : t('connecting'))}
          {job?.state === 'cancelled' && t('cancelled')}
        </p>
      </div>
      {running && progress && (
        <progress
          className="h-1.5 w-full max-w-md accent-ink"
          value={progress.done}
          max={progress.total}
          aria-label={t('progressLabel')}
        />
      )}
      {!mayProbe && <p className="text-sm text-ink-2">{t('notByRole')}</p>}
      {fault && <FaultNotice fault={fault} />}
      {job?.state === 'failed' && job.fault && <FaultNotice fault={job.fault} />}
    </div>
  )
}
