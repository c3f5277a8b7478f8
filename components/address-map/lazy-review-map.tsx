'use client'

import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'

/** Its code and its ranges are asked for when the review is already there: nobody waits for a picture to decide. */
export const LazyReviewMap = dynamic(async () => (await import('./review-map')).ReviewMap, {
  ssr: false,
  loading: Loading,
})

function Loading() {
  const t = useTranslations('addressMap')
  return <p role="status">{t('loading')}</p>
}
