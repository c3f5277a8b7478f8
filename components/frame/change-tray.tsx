import { ArrowRight } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'

/** The draft, always in sight at the bottom right; empty, it is not there. */
export function ChangeTray({ count, href }: { count: number; href: string }) {
  const t = useTranslations('frame')
  if (count === 0) return null
  return (
    <aside aria-label={t('trayLabel')} className="fixed right-4 bottom-4 z-20 max-w-[calc(100vw-2rem)]">
      <Link
        href={href}
        className="flex items-center gap-3 rounded-lg border border-ink bg-ink px-4 py-2.5 text-sm font-medium text-paper shadow-lg hover:bg-ink-2"
      >
        <span>{t('trayChanges', { count })}</span>
        <span className="flex items-center gap-1">
          {t('trayReview')}
          <ArrowRight aria-hidden className="size-4" />
        </span>
      </Link>
    </aside>
  )
}
