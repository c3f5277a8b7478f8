'use client'

import { ArrowRight, CircleAlert } from 'lucide-react'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'

interface ChangeTrayProps {
  count: number
  /** Files of the draft that have changed on the server since. */
  moved: number
  href: string
}

/**
 * The draft, always in sight at the bottom. A bar of the frame and not a floating box, so that it covers no row; empty,
 * or where one already is, it is not there. `order-last`: in the document it stands before the page, so that a keyboard
 * reaches it without going through every row.
 */
export function ChangeTray({ count, moved, href }: ChangeTrayProps) {
  const t = useTranslations('frame')
  const pathname = usePathname()
  if (count === 0 || pathname === href) return null
  return (
    <aside
      aria-label={t('trayLabel')}
      className="sticky bottom-0 order-last z-20 flex flex-wrap items-center justify-end gap-x-4 gap-y-1.5 border-t bg-paper px-4 py-2.5 lg:px-8"
    >
      {moved > 0 && (
        <p className="flex items-center gap-1.5 text-sm text-opens">
          <CircleAlert aria-hidden className="size-4 shrink-0" />
          {t('trayMoved', { count: moved })}
        </p>
      )}
      <Link
        href={href}
        className="flex items-center gap-3 rounded-md border border-ink bg-ink px-4 py-1.5 text-sm font-medium text-paper hover:bg-ink-2"
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
