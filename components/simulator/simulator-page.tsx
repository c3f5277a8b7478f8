'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useMemo, useState } from 'react'
import { HelpFor } from '@/components/form/legend'
import { Button } from '@/components/ui/button'
import { PageHeading } from '@/components/ui/page'
import { When } from '@/components/ui/when'
import { addressOfQuestion, type QuestionForm, readQuestion } from '@/lib/xmail/simulator'
import { AnswerArea } from './answer-area'
import { AnswerInShort } from './answer-in-short'
import { Examples } from './examples'
import type { Example } from './make-examples'
import { QuestionFields } from './question-fields'
import { type Asked, type AskSimulator, useAnswer } from './use-answer'

/** Some browsers stop a page that writes its address too often. */
const ADDRESS_PAUSE_MS = 300

export interface SimulatorPageProps {
  /** The server's own address, `/servers/…`. */
  base: string
  examples: readonly Example[]
  /** For which of its own addresses and ports the server has an SmtpConfig. */
  listeners: readonly string[]
  start: Asked
  ask: AskSimulator
}

/** What the server does with a client, and why: a question at the left, the conversation at the right. */
export function SimulatorPage({ base, examples, listeners, start, ask }: SimulatorPageProps) {
  const t = useTranslations('simulator')
  const table = useTranslations('table')
  const [form, setForm] = useState(start.form)
  const reading = useMemo(() => readQuestion(form), [form])
  const { answer, isCurrent, readAgain } = useAnswer(ask, form, reading.ok, start)
  useQuestionInAddress(form, start.form)
  return (
    <>
      <PageHeading
        title={t('title')}
        aside={<HelpFor text={t('title')} helpKey="simulator" />}
        lead={t('lead')}
        facts={
          answer?.ok && (
            <>
              <span>{table.rich('readAt', { when: () => <When ms={answer.value.takenAt} /> })}</span>
              <Button look="quiet" size="sm" disabled={!reading.ok} onClick={readAgain}>
                {t('readAgain')}
              </Button>
            </>
          )
        }
      />
      {reading.ok && answer?.ok && <AnswerInShort answer={answer.value} />}
      <div className="grid gap-x-10 gap-y-6 xl:grid-cols-[22rem_minmax(0,1fr)]">
        <div className="min-w-0 space-y-5">
          <Examples examples={examples} chosen={form} onChoose={setForm} />
          <QuestionFields
            form={form}
            faults={reading.ok ? {} : reading.faults}
            listeners={listeners}
            onChange={setForm}
          />
        </div>
        <AnswerArea
          base={base}
          form={form}
          answer={answer}
          isReadable={reading.ok}
          isCurrent={isCurrent}
          onChange={setForm}
        />
      </div>
    </>
  )
}

/** Keeps the question in the page's address, so that it can be shared. */
function useQuestionInAddress(form: QuestionForm, started: QuestionForm): void {
  useEffect(() => {
    if (form === started) return
    const timer = setTimeout(
      () => window.history.replaceState(null, '', `?${addressOfQuestion(form)}`),
      ADDRESS_PAUSE_MS,
    )
    return () => clearTimeout(timer)
  }, [form, started])
}
