'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { FaultNotice } from '@/components/form/fault-notice'
import { useFaultText } from '@/components/form/use-fault-text'
import { Notice } from '@/components/ui/notice'
import { Section } from '@/components/ui/page'
import type { ActionResult } from '@/lib/errors'
import type { QuestionForm, SimulatorAnswer } from '@/lib/xmail/simulator'
import { Difference } from './difference'
import { Suppositions } from './suppositions'
import { type SupposeActions, useSuppose } from './use-suppose'
import { WaysView } from './ways-view'

export interface AnswerAreaProps {
  base: string
  form: QuestionForm
  answer: ActionResult<SimulatorAnswer> | null
  /** Whether the question can be understood as it is typed. */
  isReadable: boolean
  /** Whether the answer is to what is typed. */
  isCurrent: boolean
  onChange: (form: QuestionForm) => void
}

/** The answer at the right: what is supposed, what a draft changes, then what happens now. */
export function AnswerArea({ base, form, answer, isReadable, isCurrent, onChange }: AnswerAreaProps) {
  const t = useTranslations('simulator')
  const { area, change, actions } = useSuppose(form, onChange)
  return (
    <div
      id="answer"
      ref={area}
      tabIndex={-1}
      className="min-w-0 scroll-mt-28"
      data-testid="answer"
      aria-busy={isReadable && !isCurrent}
    >
      <Suppositions form={form} onChange={change} />
      {!isReadable ? (
        <Notice>{t('needsFields')}</Notice>
      ) : (
        answer &&
        (answer.ok ? (
          <Answers base={base} answer={answer.value} actions={actions} />
        ) : (
          <FaultNotice fault={answer.error} />
        ))
      )}
    </div>
  )
}

interface AnswersProps {
  base: string
  answer: SimulatorAnswer
  actions: SupposeActions
}

function Answers({ base, answer: { live, draft }, actions }: AnswersProps) {
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
              <WaysView base={base} answers={draft.answers} actions={actions} testId="drafted" />
            </Section>
            <Section title={t('now')}>
              <WaysView base={base} answers={live} actions={actions} testId="live" />
            </Section>
          </div>
        </>
      ) : (
        <>
          <WaysView base={base} answers={live} actions={actions} testId="live" />
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
