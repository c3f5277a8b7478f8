'use client'

import { Pin } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import type { ShownAnswers, ShownWay } from '@/lib/xmail/simulator'
import { AnswerView } from './answer-view'
import { SupposeName } from './suppose-name'
import { useFactWords } from './use-fact-words'
import type { SupposeActions } from './use-suppose'

export interface WaysViewProps {
  base: string
  answers: ShownAnswers
  actions: SupposeActions
  /** Which files they are of. */
  testId: 'live' | 'drafted'
}

/** One answer, or one for each thing that the console cannot see. */
export function WaysView({ base, answers: { ways, more }, actions, testId }: WaysViewProps) {
  const t = useTranslations('simulator')
  const { nameFact } = useFactWords()
  const inDraft = testId === 'drafted'
  const [only] = ways
  if (ways.length === 1 && only)
    return (
      <div data-testid={testId}>
        <AnswerView base={base} answer={only.answer} inDraft={inDraft} isOpen />
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
        {Array.from(facts.values()).some(({ kind }) => kind === 'client-name') && (
          <SupposeName onName={actions.supposeName} />
        )}
      </Notice>
      {ways.map((way) => (
        <Way key={keyOf(way)} base={base} way={way} inDraft={inDraft} onSuppose={actions.suppose} />
      ))}
      {more > 0 && <p className="text-sm text-ink-2">{t('moreWays', { count: more })}</p>}
    </div>
  )
}

function keyOf({ assumed }: ShownWay): string {
  return JSON.stringify(assumed)
}

interface WayProps {
  base: string
  way: ShownWay
  inDraft: boolean
  onSuppose: SupposeActions['suppose']
}

/** One case, and that each thing that makes it one can be taken to be so. */
function Way({ base, way: { assumed, answer }, inDraft, onSuppose }: WayProps) {
  const t = useTranslations('simulator')
  const { tellFact } = useFactWords()
  return (
    <section className="rounded-md border px-3 py-3" data-testid="way">
      <ul className="mb-2 space-y-1 text-sm font-medium">
        {assumed.map(({ on, given }) => (
          <li key={JSON.stringify(on)} className="flex items-start justify-between gap-2">
            <span className="min-w-0 pt-0.5 [overflow-wrap:anywhere]">{tellFact(on, given)}</span>
            <Button
              size="sm"
              aria-label={t('supposeFact', { fact: tellFact(on, given) })}
              onClick={() => onSuppose(on, given)}
            >
              <Pin aria-hidden />
              {t('suppose')}
            </Button>
          </li>
        ))}
      </ul>
      <AnswerView base={base} answer={answer} inDraft={inDraft} isOpen={false} />
    </section>
  )
}
