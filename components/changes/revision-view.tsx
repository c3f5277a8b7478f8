'use client'

import { Check, CircleDashed, X } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useEffect, useState, useTransition } from 'react'
import { DiffView } from '@/components/diff/diff-view'
import { callAction } from '@/components/form/call-action'
import { FaultNotice } from '@/components/form/fault-notice'
import { HelpFor } from '@/components/form/legend'
import { useFaultText } from '@/components/form/use-fault-text'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { PageHeading, Section } from '@/components/ui/page'
import { usePolling } from '@/components/ui/use-polling'
import { When } from '@/components/ui/when'
import type { ActionFault, ActionResult } from '@/lib/errors'
import { MeaningView } from './meaning-view'
import type { ShownStep, ShownWholeRevision } from './shown-revision'
import { useRevisionWords } from './use-revision-words'

export interface RevisionViewProps {
  revision: ShownWholeRevision
  base: string
  lookAgain: () => Promise<ActionResult<null>>
}

const WORDS = {
  applying: ['applyingTitle', 'applyingLead', 'quiet'],
  applied: ['appliedTitle', 'appliedLead', 'fine'],
  'put-back': ['putBackTitle', 'putBackLead', 'broken'],
  failed: ['failedTitle', 'failedLead', 'broken'],
  'in-doubt': ['inDoubtTitle', 'inDoubtLead', 'broken'],
} as const

/** One change while it is being applied and ever after. Its address is enough to come back to it from anywhere. */
export function RevisionView({ revision, base, lookAgain }: RevisionViewProps) {
  const t = useTranslations('history')
  const revisionWords = useRevisionWords()
  const [title, lead, look] = WORDS[revision.state]
  // The apply runs on the server: closing the page stops nothing.
  usePolling(revision.state === 'applying')
  useFreshFrame(revision.state !== 'applying')
  return (
    <div className="max-w-5xl">
      <PageHeading
        title={revisionWords.title(revision)}
        facts={
          <>
            <span>{revisionWords.by(revision)}</span>
            <When ms={revision.startedAt} />
          </>
        }
      />
      <Notice look={look} title={t(title)} role="status" className="mb-6" data-state={revision.state}>
        <p>
          {t(lead)}
          {revision.state === 'in-doubt' && <HelpFor text={t(title)} helpKey="inDoubt" />}
        </p>
        {revision.fault && <FaultText fault={revision.fault} />}
        <div className="flex flex-wrap gap-2 pt-1">
          {revision.state === 'in-doubt' && <LookAgain lookAgain={lookAgain} />}
          {revision.state === 'applied' && revision.paths.includes('smtprelay.tab') && (
            <Button asChild size="sm">
              <Link href={`${base}/relay`}>{t('toRelay')}</Link>
            </Button>
          )}
          {!revision.byConsole && (revision.state === 'failed' || revision.state === 'put-back') && (
            <Button asChild size="sm">
              <Link href={`${base}/review`}>{t('toReview')}</Link>
            </Button>
          )}
        </div>
      </Notice>
      {revision.meaning && (
        <Section title={t('revision')}>
          <MeaningView meaning={revision.meaning} files={[]} />
        </Section>
      )}
      <Section title={t('steps')}>
        <Steps steps={revision.steps} />
      </Section>
      <Section title={t('changes')}>
        <div className="space-y-4">
          {revision.files.map((file) => (
            <DiffView key={file.path} file={file} />
          ))}
        </div>
      </Section>
    </div>
  )
}

function FaultText({ fault }: { fault: ActionFault }) {
  const words = useFaultText()
  return <p data-code={fault.code}>{words(fault)}</p>
}

/** The frame around this page may have been drawn while the draft was still there. */
function useFreshFrame(isOver: boolean): void {
  const router = useRouter()
  useEffect(() => {
    if (isOver) router.refresh()
  }, [isOver, router])
}

function LookAgain({ lookAgain }: Pick<RevisionViewProps, 'lookAgain'>) {
  const t = useTranslations('history')
  const router = useRouter()
  const [fault, setFault] = useState<ActionFault | null>(null)
  const [pending, start] = useTransition()
  const look = () =>
    start(async () => {
      const result = await callAction(lookAgain)
      setFault(result.ok ? null : result.error)
      router.refresh()
    })
  return (
    <>
      <Button size="sm" onClick={look} disabled={pending}>
        {pending ? t('checking') : t('checkAgain')}
      </Button>
      {fault && <FaultNotice fault={fault} className="w-full" />}
    </>
  )
}

const SIGNS = { begun: CircleDashed, done: Check, failed: X } as const

function Steps({ steps }: { steps: readonly ShownStep[] }) {
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
