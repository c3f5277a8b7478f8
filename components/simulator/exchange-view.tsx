'use client'

import { ChevronRight } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { Exchange } from '@/lib/xmail/policy'
import type { ShownStep } from '@/lib/xmail/simulator'
import { StepView } from './step-view'

export interface ExchangeViewProps {
  base: string
  exchange: Exchange
  steps: readonly ShownStep[]
  inDraft: boolean
  isOpen: boolean
}

const MONO = 'mono min-w-0 break-words [overflow-wrap:anywhere]'

/** One command and its reply, which unfolds to the checks behind it. */
export function ExchangeView({ base, exchange, steps, inDraft, isOpen }: ExchangeViewProps) {
  const t = useTranslations('simulator')
  const { command, sent, reply, offers = [], delaySeconds, closes } = exchange
  return (
    <li data-command={command}>
      <details open={isOpen} className="group">
        <summary className="flex cursor-pointer items-start gap-2 px-3 py-2 text-sm">
          <ChevronRight aria-hidden className="mt-0.5 size-4 shrink-0 text-ink-2 group-open:rotate-90" />
          <span className="min-w-0 flex-1">
            <span className="flex gap-2">
              <Speaker text={t('client')} />
              {command === 'connect' ? <span>{t('connects')}</span> : <code className={MONO}>{sent}</code>}
            </span>
            <span className="flex gap-2">
              <Speaker text={t('server')} />
              <code className={MONO}>{reply ?? t('noReply')}</code>
            </span>
            <span className="flex flex-wrap gap-x-3 text-xs text-ink-2">
              {delaySeconds > 0 && <span>{t('waits', { seconds: delaySeconds })}</span>}
              {closes && <span>{t('closes')}</span>}
              <span>{t('checks', { count: steps.length })}</span>
            </span>
          </span>
        </summary>
        <div className="space-y-2 border-t px-3 py-2.5 text-sm">
          {offers.length > 0 && (
            <p className="text-ink-2">
              {t('offers')} <span className="mono [overflow-wrap:anywhere]">{offers.join(', ')}</span>
            </p>
          )}
          {steps.length === 0 ? (
            <p className="text-ink-2">{t('noChecks')}</p>
          ) : (
            <ol className="space-y-2.5">
              {steps.map((step, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: checks have an order and may come twice
                <StepView key={place} base={base} step={step} inDraft={inDraft} />
              ))}
            </ol>
          )}
        </div>
      </details>
    </li>
  )
}

function Speaker({ text }: { text: string }) {
  return <span className="w-14 shrink-0 text-xs leading-5 text-ink-2">{text}</span>
}
