'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { HelpFor } from '@/components/form/legend'
import { Notice } from '@/components/ui/notice'
import { brokenByDraft, rankOfChange, type ShownAssertion } from './shown-assertion'
import { StatesView } from './states-view'
import { useSentence } from './use-sentence'

/** In Review: the sentences of the server, first those that the draft breaks. Those that stay true are one line each. */
export function ReviewedAssertions({
  assertions,
  base,
}: {
  assertions: readonly ShownAssertion[]
  base: string
}) {
  const t = useTranslations('assertions')
  const sentence = useSentence()
  const broken = brokenByDraft(assertions).length
  if (assertions.length === 0) return null
  return (
    <div data-testid="reviewed-assertions">
      <div className="flex items-center gap-1">
        <h3 className="text-base font-semibold">{t('title')}</h3>
        <HelpFor text={t('title')} helpKey="assertions" />
      </div>
      {broken > 0 && (
        <Notice look="broken" className="mt-2">
          {t('review.broken', { count: broken })}
        </Notice>
      )}
      <ul className="mt-2">
        {assertions
          .toSorted((a, b) => rankOfChange(a) - rankOfChange(b))
          .map((shown) => (
            <li
              key={shown.id}
              className="border-t py-2.5 [overflow-wrap:anywhere]"
              data-assertion={shown.id}
              data-draft={shown.draft.kind}
            >
              <p className="text-sm font-medium">{sentence(shown.assertion)}</p>
              {shown.note && <p className="text-sm text-ink-2">{shown.note}</p>}
              <StatesView shown={shown} base={base} />
            </li>
          ))}
      </ul>
      <p className="mt-1 text-sm">
        <Link href={`${base}/assertions`} className="underline underline-offset-2">
          {t('review.toPage')}
        </Link>
      </p>
    </div>
  )
}
