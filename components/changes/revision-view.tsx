'use client'

import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useEffect } from 'react'
import { OverriddenNotice } from '@/components/assertions/overridden-notice'
import { DiffList } from '@/components/diff/diff-list'
import { HelpFor } from '@/components/form/legend'
import { useFaultText } from '@/components/form/use-fault-text'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { PageHeading, Section } from '@/components/ui/page'
import { usePolling } from '@/components/ui/use-polling'
import { When } from '@/components/ui/when'
import type { ActionFault } from '@/lib/errors'
import { ByHand } from './by-hand'
import { Countdown } from './countdown'
import { DecideButtons, type Decisions } from './decide-buttons'
import { MeaningView } from './meaning-view'
import { RevisionSteps } from './revision-steps'
import { isUnderWay, type RevisionState, type ShownWholeRevision } from './shown-revision'
import { useRevisionWords } from './use-revision-words'

export interface RevisionViewProps {
  revision: ShownWholeRevision
  base: string
  decisions: Decisions
}

const WORDS = {
  applying: ['applyingTitle', 'applyingLead', 'quiet'],
  unconfirmed: ['unconfirmedTitle', 'unconfirmedLead', 'opens'],
  'putting-back': ['puttingBackTitle', 'puttingBackLead', 'broken'],
  applied: ['appliedTitle', 'appliedLead', 'fine'],
  'put-back': ['putBackTitle', 'putBackLead', 'broken'],
  failed: ['failedTitle', 'failedLead', 'broken'],
  'let-stand': ['letStandTitle', 'letStandLead', 'quiet'],
  'in-doubt': ['inDoubtTitle', 'inDoubtLead', 'broken'],
} as const

const OUTSIDE = ['outsideTitle', 'outsideLead', 'quiet'] as const

/** What happened outside the console has only been found by it; what a person has asked for is no mishap. */
function wordsOf({ state, origin, fault }: ShownWholeRevision) {
  if (origin === 'outside' && state === 'applied') return OUTSIDE
  const [title, lead, look] = WORDS[state]
  const isWanted = state === 'put-back' && fault?.code === 'PUT_BACK_ASKED'
  return [title, lead, isWanted ? 'quiet' : look] as const
}

const HELP: { readonly [state in RevisionState]?: string } = {
  unconfirmed: 'keepOrPutBack',
  'putting-back': 'keepOrPutBack',
  'in-doubt': 'inDoubt',
}

/** One change while it is being applied and ever after. Its address is enough to come back to it from anywhere. */
export function RevisionView({ revision, base, decisions }: RevisionViewProps) {
  const t = useTranslations('history')
  const revisionWords = useRevisionWords()
  const [title, lead, look] = wordsOf(revision)
  const helpKey = HELP[revision.state]
  // It all runs on the server: closing the page stops nothing, and another tab may decide.
  usePolling(isUnderWay(revision.state))
  useFreshFrame(revision.state)
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
          {helpKey && <HelpFor text={t(title)} helpKey={helpKey} />}
        </p>
        {revision.msLeft !== null && <Countdown msLeft={revision.msLeft} />}
        {revision.keptBy && (
          <p>{t(revision.state === 'applied' ? 'keptBy' : 'letStandBy', { name: revision.keptBy })}</p>
        )}
        {revision.fault && <FaultText fault={revision.fault} />}
        <div className="flex flex-wrap gap-2 pt-1">
          <DecideButtons revision={revision} decisions={decisions} />
          {revision.state === 'applied' && revision.paths.includes('smtprelay.tab') && (
            <Button asChild size="sm">
              <Link href={`${base}/relay`}>{t('toRelay')}</Link>
            </Button>
          )}
          {revision.state === 'applied' && revision.mayEdit && (
            <>
              <Button asChild size="sm">
                <Link href={`${base}/history/${revision.id}/take-back`}>{t('takeBack')}</Link>
              </Button>
              <Button asChild size="sm">
                <Link href={`${base}/history/${revision.id}/restore`}>{t('goBack')}</Link>
              </Button>
            </>
          )}
          {revision.origin === 'person' && (revision.state === 'failed' || revision.state === 'put-back') && (
            <Button asChild size="sm">
              <Link href={`${base}/review`}>{t('toReview')}</Link>
            </Button>
          )}
        </div>
      </Notice>
      {revision.byHand && (
        <ByHand byHand={revision.byHand} goal="putBack" base={`${base}/history/${revision.id}`} />
      )}
      {revision.overridden && <OverriddenNotice overridden={revision.overridden} />}
      {revision.meaning && (
        <Section title={t('revision')}>
          {revision.isMeaningOfFilesAlone && (
            <p className="mb-3 text-sm text-ink-2">{t('meaningOfFilesAlone')}</p>
          )}
          <MeaningView meaning={revision.meaning} files={[]} />
        </Section>
      )}
      {revision.steps.length > 0 && (
        <Section title={t('steps')}>
          <RevisionSteps steps={revision.steps} />
        </Section>
      )}
      <Section title={t('changes')}>
        <DiffList files={revision.files} />
      </Section>
    </div>
  )
}

function FaultText({ fault }: { fault: ActionFault }) {
  const words = useFaultText()
  return <p data-code={fault.code}>{words(fault)}</p>
}

/** The frame around this page tells of the draft and of what is not settled: with each state it may be another. */
function useFreshFrame(state: RevisionState): void {
  const router = useRouter()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the state is what makes the frame another
  useEffect(() => {
    router.refresh()
  }, [state, router])
}
