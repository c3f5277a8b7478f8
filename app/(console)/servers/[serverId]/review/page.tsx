import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { LazyReviewMap } from '@/components/address-map/lazy-review-map'
import { lensesOfChange } from '@/components/address-map/lenses-of-change'
import { ReviewedAssertions } from '@/components/assertions/reviewed-assertions'
import { HandOver } from '@/components/changes/hand-over'
import { OfferedDrafts } from '@/components/changes/offered-drafts'
import { ReviewPage } from '@/components/changes/review-page'
import { ThrowAway } from '@/components/changes/throw-away'
import { ChangedFindings } from '@/components/findings/changed-findings'
import { Unreadable } from '@/components/frame/unreadable'
import { readAssertions } from '@/lib/server/queries/assertions'
import { readFindings } from '@/lib/server/queries/findings'
import { readHandOver } from '@/lib/server/queries/hand-over'
import { readReview } from '@/lib/server/queries/review'
import { discardFromDraft } from '../actions'
import { askAddressMap } from '../map/actions'
import {
  acceptDraft,
  applyDraft,
  declineDraft,
  handDraftOver,
  nameDraft,
  resolveDraft,
  throwDraftAway,
} from './actions'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('review')
  return { title: t('title') }
}

export default async function Review({ params }: { params: Promise<{ serverId: string }> }) {
  const { serverId } = await params
  const t = await getTranslations('review')
  const [review, handOver] = await Promise.all([readReview(serverId), readHandOver(serverId)])
  if (!review.ok) {
    return (
      <Unreadable title={t('title')} fault={review.error}>
        {review.error.code === 'DRAFT_UNREADABLE' && (
          <ThrowAway discardAll={throwDraftAway.bind(null, serverId)} />
        )}
      </Unreadable>
    )
  }
  const base = `/servers/${serverId}`
  const [findings, sentences] = review.value.plan
    ? await Promise.all([readFindings(serverId), readAssertions(serverId)])
    : [null, null]
  const { plan, draftVersion, takenAt } = review.value
  const lenses = plan ? lensesOfChange(plan.meaning) : []
  return (
    <ReviewPage
      review={review.value}
      apply={applyDraft.bind(null, serverId)}
      resolve={resolveDraft.bind(null, serverId)}
      discard={discardFromDraft.bind(null, serverId)}
      discardAll={throwDraftAway.bind(null, serverId)}
      sentences={sentences?.ok ? sentences.value : null}
      handOver={
        handOver?.own && (
          <HandOver
            key={`${handOver.own.name}-${handOver.own.offeredTo}`}
            own={handOver.own}
            people={handOver.people}
            nameDraft={nameDraft.bind(null, serverId)}
            handDraftOver={handDraftOver.bind(null, serverId)}
          />
        )
      }
      offers={
        handOver && (
          <OfferedDrafts
            offers={handOver.offers}
            acceptDraft={acceptDraft.bind(null, serverId)}
            declineDraft={declineDraft.bind(null, serverId)}
          />
        )
      }
      checks={
        <>
          {lenses.length > 0 && (
            <LazyReviewMap
              key={draftVersion}
              base={base}
              lenses={lenses}
              since={takenAt}
              ask={askAddressMap.bind(null, serverId)}
            />
          )}
          {sentences?.ok && <ReviewedAssertions assertions={sentences.value.assertions} base={base} />}
          {findings?.ok && <ChangedFindings findings={findings.value.findings} base={base} />}
        </>
      }
    />
  )
}
