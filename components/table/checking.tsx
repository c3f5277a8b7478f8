'use client'

import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import type { Progress } from './use-understanding'

/** How far the check of a long text is, and what stops it. The text itself is never touched. */
export function Checking({ progress }: { progress: Progress | null }) {
  const t = useTranslations('table')
  if (!progress) return null
  const { doneLines, lines, isStopped, stop, goOn } = progress
  const count = { done: doneLines, lines }
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-ink-2" data-testid="checking">
      {/* A screen reader hears that it began and that it stopped, not each number in between. */}
      <span role="status" className="sr-only">
        {isStopped ? t('checkStopped', count) : t('checking', { lines })}
      </span>
      {!isStopped && (
        <progress
          className="h-2 w-40 accent-ink"
          aria-label={t('checking', { lines })}
          max={lines}
          value={doneLines}
        />
      )}
      <span>{isStopped ? <span aria-hidden>{t('checkStopped', count)}</span> : t('checked', count)}</span>
      <Button size="sm" onClick={isStopped ? goOn : stop}>
        {isStopped ? t('goOnChecking') : t('stopChecking')}
      </Button>
    </div>
  )
}
