'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Notice, type NoticeLook } from '@/components/ui/notice'
import type { ShownAnswers } from '@/lib/xmail/simulator'
import { useVerdict } from './use-verdict'

export interface DifferenceProps {
  live: ShownAnswers
  drafted: ShownAnswers
  children: ReactNode
}

/** What a draft makes of an answer, in two lines. */
export function Difference({ live, drafted, children }: DifferenceProps) {
  const t = useTranslations('simulator')
  return (
    <Notice look={lookOf(live, drafted)} title={t('draftChanges')} className="mb-5" data-testid="difference">
      <dl className="grid gap-x-3 gap-y-0.5 sm:grid-cols-[auto_1fr]">
        <Line title={t('now')} answers={live} />
        <Line title={t('withDraft')} answers={drafted} />
      </dl>
      {children}
    </Notice>
  )
}

function Line({ title, answers }: { title: string; answers: ShownAnswers }) {
  const t = useTranslations('simulator')
  const verdict = useVerdict()
  const [first] = answers.ways
  const isOne = answers.ways.length === 1 && first !== undefined
  return (
    <>
      <dt className="text-ink-2">{title}</dt>
      <dd>
        {isOne ? verdict(first.answer) : t('dependsShort', { count: answers.ways.length + answers.more })}
      </dd>
    </>
  )
}

/** Opens: every way of the draft is let through, and not every one now. Closes: the other way round. */
function lookOf(live: ShownAnswers, drafted: ShownAnswers): NoticeLook {
  const share = ({ ways }: ShownAnswers) =>
    ways.filter(({ answer }) => answer.verdict === 'accepted').length / Math.max(1, ways.length)
  const [now, then] = [share(live), share(drafted)]
  return then > now ? 'opens' : then < now ? 'closes' : 'quiet'
}
