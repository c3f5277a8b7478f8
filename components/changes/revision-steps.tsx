'use client'

import { Check, CircleDashed, CircleSlash, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useFaultText } from '@/components/form/use-fault-text'
import { latestOfEach } from './latest-of-each'
import { ProbeOutcome, useProbeTitle } from './probe-outcome'
import type { ShownStep } from './shown-revision'

const SIGNS = { begun: CircleDashed, done: Check, failed: X, skipped: CircleSlash } as const

const STATES = { begun: 'stepBegun', done: 'stepDone', failed: 'stepFailed' } as const

/** What the console has done so far, one line a step. */
export function RevisionSteps({ steps }: { steps: readonly ShownStep[] }) {
  const t = useTranslations('history')
  const words = useFaultText()
  const titleOf = useStepTitle()
  return (
    <ol className="space-y-1" aria-live="polite">
      {latestOfEach(steps).map((step, i) => {
        const Sign = SIGNS[step.probe?.skipped ? 'skipped' : step.state]
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: steps only ever get appended
          <li key={i} className="flex items-start gap-2 text-sm">
            <Sign
              aria-hidden
              className={`mt-0.5 size-4 shrink-0 ${step.state === 'failed' ? 'text-broken' : 'text-ink-2'}`}
            />
            <span>
              {titleOf(step)}
              <span className="sr-only"> {!step.probe?.skipped && t(STATES[step.state])}</span>
              {step.probe && <ProbeOutcome probe={step.probe} failed={step.state === 'failed'} />}
              {step.fault && <span className="block text-broken">{words(step.fault)}</span>}
            </span>
          </li>
        )
      })}
    </ol>
  )
}

function useStepTitle(): (step: ShownStep) => string {
  const t = useTranslations('history')
  const trial = useTranslations('trial')
  const probeTitle = useProbeTitle()
  return ({ step, path, probe }) => {
    if (step !== 'probe-before' && step !== 'probe') return t(`step_${step}`, { path })
    return trial(step === 'probe' ? 'after' : 'before', { what: probe ? probeTitle(probe) : '' })
  }
}
