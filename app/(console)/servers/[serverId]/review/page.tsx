import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ReviewedAssertions } from '@/components/assertions/reviewed-assertions'
import { ReviewPage } from '@/components/changes/review-page'
import { ThrowAway } from '@/components/changes/throw-away'
import { ChangedFindings } from '@/components/findings/changed-findings'
import { Unreadable } from '@/components/frame/unreadable'
import { readAssertions } from '@/lib/server/queries/assertions'
import { readFindings } from '@/lib/server/queries/findings'
import { readReview } from '@/lib/server/queries/review'
import { discardFromDraft } from '../actions'
import { applyDraft, throwDraftAway } from './actions'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('review')
  return { title: t('title') }
}

export default async function Review({ params }: { params: Promise<{ serverId: string }> }) {
  const { serverId } = await params
  const t = await getTranslations('review')
  const review = await readReview(serverId)
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
  return (
    <ReviewPage
      review={review.value}
      apply={applyDraft.bind(null, serverId)}
      discard={discardFromDraft.bind(null, serverId)}
      discardAll={throwDraftAway.bind(null, serverId)}
      sentences={sentences?.ok ? sentences.value : null}
      checks={
        <>
          {sentences?.ok && <ReviewedAssertions assertions={sentences.value.assertions} base={base} />}
          {findings?.ok && <ChangedFindings findings={findings.value.findings} base={base} />}
        </>
      }
    />
  )
}
