'use client'

import { Check, CircleDashed, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useFaultText } from '@/components/form/use-fault-text'
import type { ShownStep } from './shown-revision'

const SIGNS = { begun: CircleDashed, done: Check, failed: X } as const

/** What the console has done so far, one line a step. */
export function RevisionSteps({ steps }: { steps: readonly ShownStep[] }) {
  const t = useTranslations('history')
  const words = useFaultText()
  return (
    <ol className="space-y-1" aria-live="polite">
      {latestOfEach(steps).map((step, i) => {
        const Sign = SIGNS[step.state]
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: steps only ever get appended
          <li key={i} className="flex items-start gap-2 text-sm">
            <Sign
              aria-hidden
              className={`mt-0.5 size-4 shrink-0 ${step.state === 'failed' ? 'text-broken' : 'text-ink-2'}`}
            />
            <span>
              {t(`step_${step.step}`, { path: step.path })}
              <span className="sr-only">
                {' '}
                {t(step.state === 'begun' ? 'stepBegun' : step.state === 'done' ? 'stepDone' : 'stepFailed')}
              </span>
              {step.fault && <span className="block text-broken">{words(step.fault)}</span>}
            </span>
          </li>
        )
      })}
    </ol>
  )
}

/** The journal has a line before and one after each step; people see one line with its latest state. */
function latestOfEach(steps: readonly ShownStep[]): ShownStep[] {
  const shown: ShownStep[] = []
  for (const step of steps) {
    const last = shown.at(-1)
    if (last && last.state === 'begun' && last.step === step.step && last.path === step.path) shown.pop()
    shown.push(step)
  }
  return shown
}
