'use client'

import { BookOpen } from 'lucide-react'
import Link from 'next/link'
import { createContext, useContext } from 'react'

export interface PageGuide {
  readonly href: string
  readonly name: string
}

/** Where a page is explained; null: nowhere. The frame knows it of every page, so that no page has to name its own. */
export const PageGuideContext = createContext<PageGuide | null>(null)

export function PageGuideLink() {
  const guide = useContext(PageGuideContext)
  if (!guide) return null
  return (
    <Link
      href={guide.href}
      className="inline-flex items-center gap-1.5 rounded-md px-1.5 py-1 text-xs text-ink-2 hover:bg-sunken hover:text-ink"
    >
      <BookOpen aria-hidden className="size-4" />
      {guide.name}
    </Link>
  )
}
