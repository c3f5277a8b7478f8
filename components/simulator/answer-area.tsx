'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { FaultNotice } from '@/components/form/fault-notice'
import { useFaultText } from '@/components/form/use-fault-text'
import { Notice } from '@/components/ui/notice'
import { Section } from '@/components/ui/page'
import type { ActionResult } from '@/lib/errors'
import type { SimulatorAnswer } from '@/lib/xmail/simulator'
import { Difference } from './difference'
import { WaysView } from './ways-view'

export interface AnswerAreaProps {
  base: string
  answer: ActionResult<SimulatorAnswer> | null
  /** Whether the question can be understood as it is typed. */
  isReadable: boolean
  /** Whether the answer is to what is typed. */
  isCurrent: boolean
}

/** The answer at the right: what a draft changes first, then what happens now. */
export function AnswerArea({ base, answer, isReadable, isCurrent }: AnswerAreaProps) {
  const t = useTranslations('simulator')
  return (
    <div
      id="answer"
      className="min-w-0 scroll-mt-28"
      data-testid="answer"
      aria-busy={isReadable && !isCurrent}
    >
      {!isReadable ? (
        <Notice>{t('needsFields')}</Notice>
      ) : (
        answer &&
        (answer.ok ? <Answers base={base} answer={answer.value} /> : <FaultNotice fault={answer.error} />)
      )}
    </div>
  )
}

function Answers({ base, answer: { live, draft } }: { base: string; answer: SimulatorAnswer }) {
  const t = useTranslations('simulator')
  const words = useFaultText()
  const review = (
    <Link href={`${base}/review`} className="underline">
      {t('toReview')}
    </Link>
  )
  return (
    <>
      {draft?.stale && (
        <Notice look="broken" title={t('stale')} className="mb-4">
          <p>{words(draft.stale)}</p>
          {review}
        </Notice>
      )}
      {draft?.changes ? (
        <>
          <Difference live={live} drafted={draft.answers}>
            {review}
          </Difference>
          <div className="grid gap-x-8 2xl:grid-cols-2">
            <Section title={t('withDraft')}>
              <WaysView base={base} answers={draft.answers} testId="drafted" />
            </Section>
            <Section title={t('now')}>
              <WaysView base={base} answers={live} testId="live" />
            </Section>
          </div>
        </>
      ) : (
        <>
          <WaysView base={base} answers={live} testId="live" />
          {draft && (
            <p className="mt-4 text-sm text-ink-2" data-testid="same">
              {t('draftSame')} {review}
            </p>
          )}
        </>
      )}
    </>
  )
}
