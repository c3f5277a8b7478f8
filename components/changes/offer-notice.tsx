'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { Notice } from '@/components/ui/notice'

/** On every page of a server on which somebody hands a draft over to oneself: whose it is, and the way to it. */
export function OfferNotice({ names, base }: { names: readonly (string | null)[]; base: string }) {
  const t = useTranslations('handOver')
  const href = `${base}/review`
  const isReview = usePathname() === href
  // Review has the drafts themselves.
  if (names.length === 0 || isReview) return null
  const known = names.filter((name) => name !== null)
  return (
    <Notice
      look="quiet"
      title={known.length > 0 ? t('offerTitle', { name: known.join(', ') }) : t('offerTitleLeft')}
      className="mb-5 max-w-5xl"
    >
      <Link href={href} className="underline">
        {t('toOffer')}
      </Link>
    </Notice>
  )
}
