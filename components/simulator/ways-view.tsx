'use client'

import { useTranslations } from 'next-intl'
import { Notice } from '@/components/ui/notice'
import type { ShownAnswers, ShownWay } from '@/lib/xmail/simulator'
import { AnswerView } from './answer-view'
import { useFactWords } from './use-fact-words'

export interface WaysViewProps {
  base: string
  answers: ShownAnswers
  testId: string
}

/** One answer, or one for each thing that the console cannot see. */
export function WaysView({ base, answers: { ways, more }, testId }: WaysViewProps) {
  const t = useTranslations('simulator')
  const { nameFact } = useFactWords()
  const [only] = ways
  if (ways.length === 1 && only)
    return (
      <div data-testid={testId}>
        <AnswerView base={base} answer={only.answer} isOpen />
      </div>
    )
  const facts = new Map(ways.flatMap(({ assumed }) => assumed).map(({ on }) => [nameFact(on), on]))
  return (
    <div className="space-y-4" data-testid={testId}>
      <Notice title={t('depends')}>
        <ul className="list-disc pl-4">
          {Array.from(facts.keys(), (name) => (
            <li key={name}>{name}</li>
          ))}
        </ul>
      </Notice>
      {ways.map((way) => (
        <Way key={keyOf(way)} base={base} way={way} />
      ))}
      {more > 0 && <p className="text-sm text-ink-2">{t('moreWays', { count: more })}</p>}
    </div>
  )
}

function keyOf({ assumed }: ShownWay): string {
  return JSON.stringify(assumed)
}

function Way({ base, way: { assumed, answer } }: { base: string; way: ShownWay }) {
  const { tellFact } = useFactWords()
  return (
    <section className="rounded-md border px-3 py-3" data-testid="way">
      <ul className="mb-2 text-sm font-medium">
        {assumed.map(({ on, given }) => (
          <li key={JSON.stringify(on)}>{tellFact(on, given)}</li>
        ))}
      </ul>
      <AnswerView base={base} answer={answer} isOpen={false} />
    </section>
  )
}
