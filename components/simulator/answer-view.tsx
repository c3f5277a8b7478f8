'use client'

import { CircleCheck, CircleSlash } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ShownAnswer } from '@/lib/xmail/simulator'
import { ExchangeView } from './exchange-view'
import { useVerdict } from './use-verdict'

export interface AnswerViewProps {
  base: string
  answer: ShownAnswer
  /** It is of the files as the draft has them. */
  inDraft: boolean
  /** Whether the conversation, and the checks behind the reply that decides, are in sight at once. */
  isOpen: boolean
}

/** The verdict with the reply that brings it, and the conversation as the server would have it. */
export function AnswerView({ base, answer, inDraft, isOpen }: AnswerViewProps) {
  const t = useTranslations('simulator')
  const verdict = useVerdict()
  const decided = answer.exchange[answer.decidedBy]
  const Sign = answer.verdict === 'accepted' ? CircleCheck : CircleSlash
  return (
    <div data-verdict={answer.verdict}>
      <p className="flex items-start gap-2 text-base font-medium" aria-live="polite" data-testid="verdict">
        <Sign aria-hidden className="mt-0.5 size-5 shrink-0 text-ink-2" />
        {verdict(answer)}
      </p>
      <p className="mt-1.5 text-sm">
        <span className="text-ink-2">{t('replyLine')}</span>{' '}
        <code
          className="mono rounded-sm bg-sunken px-1 break-words [overflow-wrap:anywhere]"
          data-testid="reply"
        >
          {decided?.reply ?? t('noReply')}
        </code>
      </p>
      {answer.delaySeconds > 0 && (
        <p className="mt-1 text-sm" data-testid="delay">
          {t('delay', { seconds: answer.delaySeconds })}
        </p>
      )}
      {isOpen ? (
        <Conversation base={base} answer={answer} inDraft={inDraft} isOpen />
      ) : (
        <details className="mt-2">
          <summary className="cursor-pointer text-sm text-ink-2">{t('conversation')}</summary>
          <Conversation base={base} answer={answer} inDraft={inDraft} isOpen={false} />
        </details>
      )}
    </div>
  )
}

function Conversation({ base, answer, inDraft, isOpen }: AnswerViewProps) {
  const t = useTranslations('simulator')
  return (
    <ol className="mt-3 divide-y rounded-md border" aria-label={t('conversation')}>
      {answer.exchange.map((exchange, place) => (
        <ExchangeView
          // biome-ignore lint/suspicious/noArrayIndexKey: a conversation is its order; EHLO is in it twice
          key={place}
          base={base}
          exchange={exchange}
          inDraft={inDraft}
          steps={answer.trace.filter(({ command }) => command === place)}
          isOpen={isOpen && place === answer.decidedBy}
        />
      ))}
    </ol>
  )
}
