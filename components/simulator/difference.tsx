'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Notice, type NoticeLook } from '@/components/ui/notice'
import { findDifferences, type ShownAnswer, type ShownAnswers, type WayPair } from '@/lib/xmail/simulator'
import { useFactWords } from './use-fact-words'
import { useVerdict } from './use-verdict'

/** More cases are read in the answers themselves. */
const MAX_PAIRS = 3

const LIST = 'grid gap-x-3 gap-y-0.5 sm:grid-cols-[auto_1fr]'

export interface DifferenceProps {
  live: ShownAnswers
  drafted: ShownAnswers
  children: ReactNode
}

/** What a draft makes of an answer: the cases that it changes, each now and then. */
export function Difference({ live, drafted, children }: DifferenceProps) {
  const t = useTranslations('simulator')
  const pairs = findDifferences(live, drafted)
  const rest = (pairs?.length ?? 0) - MAX_PAIRS
  return (
    <Notice look={lookOf(live, drafted)} title={t('draftChanges')} className="mb-5" data-testid="difference">
      {pairs ? (
        pairs
          .slice(0, MAX_PAIRS)
          .map((pair) => <Pair key={JSON.stringify(pair.before.assumed)} pair={pair} />)
      ) : (
        <dl className={LIST}>
          <Cases title={t('now')} answers={live} />
          <Cases title={t('withDraft')} answers={drafted} />
        </dl>
      )}
      {rest > 0 && <p>{t('moreWays', { count: rest })}</p>}
      {children}
    </Notice>
  )
}

function Pair({ pair: { before, after } }: { pair: WayPair }) {
  const t = useTranslations('simulator')
  const { tellFact } = useFactWords()
  return (
    <div>
      {before.assumed.map(({ on, given }) => (
        <p key={JSON.stringify(on)} className="font-medium">
          {tellFact(on, given)}
        </p>
      ))}
      <dl className={LIST}>
        <Line title={t('now')} answer={before.answer} />
        <Line title={t('withDraft')} answer={after.answer} />
      </dl>
    </div>
  )
}

function Line({ title, answer }: { title: string; answer: ShownAnswer }) {
  const t = useTranslations('simulator')
  const verdict = useVerdict()
  return (
    <>
      <dt className="text-ink-2">{title}</dt>
      <dd>
        {verdict(answer)} {answer.delaySeconds > 0 && t('delay', { seconds: answer.delaySeconds })}
      </dd>
    </>
  )
}

function Cases({ title, answers }: { title: string; answers: ShownAnswers }) {
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

/** Opens: more of the cases are let through with the draft than now. Closes: fewer. */
function lookOf(live: ShownAnswers, drafted: ShownAnswers): NoticeLook {
  const share = ({ ways }: ShownAnswers) =>
    ways.filter(({ answer }) => answer.verdict === 'accepted').length / Math.max(1, ways.length)
  const [now, then] = [share(live), share(drafted)]
  return then > now ? 'opens' : then < now ? 'closes' : 'quiet'
}
