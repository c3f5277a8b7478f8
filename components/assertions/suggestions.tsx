'use client'

import { Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { FaultNotice } from '@/components/form/fault-notice'
import { HelpFor } from '@/components/form/legend'
import { useStaging } from '@/components/table/use-staging'
import { Button } from '@/components/ui/button'
import { Section } from '@/components/ui/page'
import { type Assertion, keyOfAssertion } from '@/lib/xmail/assertions'
import type { AssertionActions } from './assertions-page'
import { useSentence } from './use-sentence'

/** Sentences that are true now, each kept with a click. */
export function Suggestions({
  suggested,
  add,
}: {
  suggested: readonly Assertion[]
  add: AssertionActions['add']
}) {
  const t = useTranslations('assertions')
  const say = useSentence()
  const { send, fault, pending } = useStaging()
  if (suggested.length === 0) return null
  return (
    <Section
      title={t('suggestions')}
      aside={<HelpFor text={t('suggestions')} helpKey="assertionSuggestions" />}
      id="suggestions"
    >
      <p className="mb-2 text-sm text-ink-2">{t('suggestionsLead')}</p>
      {fault && <FaultNotice fault={fault} className="mb-2" />}
      <ul>
        {suggested.map((assertion) => {
          const sentence = say(assertion)
          return (
            <li
              key={keyOfAssertion(assertion)}
              className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-t py-2 text-sm"
            >
              <span className="min-w-0 flex-1 [overflow-wrap:anywhere]">{sentence}</span>
              <Button
                size="sm"
                disabled={pending}
                aria-label={t('addThis', { sentence })}
                onClick={() => send(() => add([{ assertion, note: '' }]))}
              >
                <Plus aria-hidden />
                {t('add')}
              </Button>
            </li>
          )
        })}
      </ul>
    </Section>
  )
}
