'use client'

import { useTranslations } from 'next-intl'
import { Notice } from '@/components/ui/notice'
import type { FiledAssertion, WrongEntry } from '@/lib/xmail/assertions'
import { tellWrongEntry } from './tell-wrong-entry'
import { useSentence } from './use-sentence'

export interface ImportPlanProps {
  fresh: readonly FiledAssertion[]
  there: readonly FiledAssertion[]
  wrong: readonly WrongEntry[]
}

/** What would come of a file: the sentences that are new, those that are there, and those that are not understood. */
export function ImportPlan({ fresh, there, wrong }: ImportPlanProps) {
  const t = useTranslations('assertions')
  return (
    <>
      {wrong.length > 0 && (
        <Notice look="broken" title={t('exchange.wrong', { count: wrong.length })}>
          <ul className="max-h-40 space-y-0.5 [overflow-wrap:anywhere]">
            {wrong.map((entry) => {
              const { key, values } = tellWrongEntry(entry)
              return (
                <li key={`${entry.line} ${entry.field}`} data-wrong={entry.reason}>
                  {t('exchange.line', { line: entry.line })} {t(`wrong.${key}`, values)}
                </li>
              )
            })}
          </ul>
        </Notice>
      )}
      <div data-plan="fresh">
        <p>{t('exchange.fresh', { count: fresh.length })}</p>
        <Sentences sentences={fresh} />
      </div>
      {there.length > 0 && (
        <div data-plan="there" className="text-ink-2">
          <p>{t('exchange.there', { count: there.length })}</p>
          <Sentences sentences={there} />
        </div>
      )}
    </>
  )
}

function Sentences({ sentences }: { sentences: readonly FiledAssertion[] }) {
  const say = useSentence()
  if (sentences.length === 0) return null
  return (
    <ul className="mt-1 list-disc space-y-0.5 pl-5 [overflow-wrap:anywhere]">
      {sentences.map(({ line, assertion }) => (
        <li key={line}>{say(assertion)}</li>
      ))}
    </ul>
  )
}
