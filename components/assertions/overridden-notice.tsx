'use client'

import { useTranslations } from 'next-intl'
import { Notice } from '@/components/ui/notice'
import { keyOfAssertion, type NotedAssertion } from '@/lib/xmail/assertions'
import { useSentence } from './use-sentence'

/** Sentences that a change was applied against, and why. */
export interface ShownOverride {
  readonly reason: string
  readonly assertions: readonly NotedAssertion[]
}

/** In the history: a change that left sentences untrue, with the words of who applied it. */
export function OverriddenNotice({ overridden }: { overridden: ShownOverride }) {
  const t = useTranslations('assertions.overridden')
  const sentence = useSentence()
  return (
    <Notice
      look="broken"
      title={t('title', { count: overridden.assertions.length })}
      className="mb-6"
      data-testid="overridden"
    >
      <ul className="list-disc pl-5">
        {overridden.assertions.map(({ assertion, note }) => (
          <li key={keyOfAssertion(assertion)}>
            {sentence(assertion)} {note && <span className="text-ink-2">{note}</span>}
          </li>
        ))}
      </ul>
      <p>{t('reason', { reason: overridden.reason })}</p>
    </Notice>
  )
}
