'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { ReviewedSentences } from '@/components/assertions/shown-assertion'
import { DiffList } from '@/components/diff/diff-list'
import { FaultNotice } from '@/components/form/fault-notice'
import { HelpFor } from '@/components/form/legend'
import { WayInNotice } from '@/components/tls/way-in-notice'
import { PageHeading, Section } from '@/components/ui/page'
import type { ActionResult } from '@/lib/errors'
import { ApplyForm, type ApplyInput } from './apply-form'
import { ByHand } from './by-hand'
import { DraftEdits } from './draft-edits'
import { MeaningView } from './meaning-view'
import { RebaseView, type ResolveInput } from './rebase-view'
import type { ShownReview } from './shown-review'

export interface ReviewPageProps {
  review: ShownReview
  apply: (input: ApplyInput) => Promise<ActionResult<{ revisionId: string }>>
  resolve: (input: ResolveInput) => Promise<ActionResult<null>>
  discard: (input: { version: number; edit: number }) => Promise<ActionResult<null>>
  discardAll: () => Promise<ActionResult<null>>
  /** The name of the draft and whom it may be given; and drafts that one is offered. */
  handOver?: ReactNode
  offers?: ReactNode
  /** What was checked about the change, below what it means: findings that are new or solved, and assertions. */
  checks?: ReactNode
  /** Null: they could not be read; apply asks them again in any case. */
  sentences: ReviewedSentences | null
}

/** Meaning, text, doing: what a draft would change, before anything is done. */
export function ReviewPage({
  review,
  apply,
  resolve,
  discard,
  discardAll,
  checks,
  sentences,
  handOver,
  offers,
}: ReviewPageProps) {
  const t = useTranslations('review')
  const { plan } = review
  if (review.edits.length === 0)
    return (
      <div className="max-w-5xl">
        <PageHeading title={t('title')} lead={`${t('empty')} ${t('emptyLead')}`} />
        {offers}
      </div>
    )
  return (
    <div className="max-w-5xl">
      <PageHeading title={t('title')} lead={t('lead', { server: review.serverName })} />
      {offers}
      {review.fault && <FaultNotice fault={review.fault} className="mb-6" />}
      {review.rebase && (
        <RebaseView
          key={review.draftVersion}
          rebase={review.rebase}
          version={review.draftVersion}
          resolve={resolve}
        />
      )}
      <WayInNotice wayIn={review.wayIn} className="mb-6 max-w-3xl" />
      {plan && (
        <>
          <Section
            title={t('meaning')}
            aside={<HelpFor text={t('meaning')} helpKey="reviewMeaning" />}
            id="meaning"
          >
            <MeaningView meaning={plan.meaning} files={plan.files} />
            {checks && <div className="mt-5 space-y-5">{checks}</div>}
          </Section>
          <Section title={t('text')} aside={<HelpFor text={t('text')} helpKey="reviewText" />} id="text">
            <DiffList files={plan.files} />
          </Section>
          <ByHand byHand={plan.byHand} goal="apply" base="review" />
        </>
      )}
      <DraftEdits
        edits={review.edits}
        version={review.draftVersion}
        discard={discard}
        discardAll={discardAll}
      />
      {plan && (
        <Section title={t('doing')} aside={<HelpFor text={t('doing')} helpKey="reviewDoing" />} id="doing">
          <ApplyForm review={review} base={plan.base} sentences={sentences} apply={apply} />
        </Section>
      )}
      {handOver}
    </div>
  )
}
