'use client'

import { useTranslations } from 'next-intl'
import { HelpFor } from '@/components/form/legend'
import { PageHeading, Section } from '@/components/ui/page'
import { When } from '@/components/ui/when'
import type { ActionResult } from '@/lib/errors'
import type { Assertion, NotedAssertion } from '@/lib/xmail/assertions'
import { AssertionExchange } from './assertion-exchange'
import { AssertionForm } from './assertion-form'
import { AssertionRow } from './assertion-row'
import type { ShownAssertion } from './shown-assertion'
import { Suggestions } from './suggestions'

export interface AssertionActions {
  /** Those that the server has already are passed over. */
  add: (sentences: readonly NotedAssertion[]) => Promise<ActionResult<null>>
  change: (id: string, sentence: NotedAssertion) => Promise<ActionResult<null>>
  remove: (id: string) => Promise<ActionResult<null>>
}

export interface AssertionsPageProps {
  assertions: readonly ShownAssertion[]
  suggested: readonly Assertion[]
  mayEdit: boolean
  takenAt: number
  /** The address of the server's pages. */
  base: string
  actions: AssertionActions
}

/** The sentences that must stay true of a server, each with its state now and on one's own draft. */
export function AssertionsPage(props: AssertionsPageProps) {
  const { assertions, suggested, mayEdit, takenAt, base, actions } = props
  const t = useTranslations('assertions')
  const others = (id: string | null) =>
    assertions.filter((each) => each.id !== id).map(({ assertion }) => assertion)
  return (
    <div className="max-w-4xl">
      <PageHeading
        title={t('title')}
        aside={<HelpFor text={t('title')} helpKey="assertions" />}
        lead={t('lead')}
        facts={
          <>
            <span>{t('noFile')}</span>
            <span>{t.rich('readAt', { when: () => <When ms={takenAt} /> })}</span>
          </>
        }
      />
      <Section title={t('kept')} id="kept">
        {assertions.length === 0 ? (
          <p className="text-sm text-ink-2">{t('none')}</p>
        ) : (
          <ul>
            {assertions.map((shown) => (
              <AssertionRow
                key={shown.id}
                shown={shown}
                others={others(shown.id)}
                base={base}
                actions={mayEdit ? actions : null}
              />
            ))}
          </ul>
        )}
        <AssertionExchange assertions={assertions} add={mayEdit ? actions.add : null} />
      </Section>
      {mayEdit && (
        <>
          <Suggestions suggested={suggested} add={actions.add} />
          <Section title={t('addTitle')} id="add">
            <AssertionForm others={others(null)} save={(sentence) => actions.add([sentence])} />
          </Section>
        </>
      )}
    </div>
  )
}
