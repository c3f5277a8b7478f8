'use client'

import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type ReactNode, useMemo } from 'react'
import { PageGuideContext } from '@/components/ui/page-guide'
import { chapterOf, hrefOfChapter } from './chapters'

/** Tells the pages inside where their chapter of the guide is. `base`: the guide's own address. */
export function GuidedPages({ base, children }: { base: string; children: ReactNode }) {
  const t = useTranslations('guide')
  const chapter = chapterOf(usePathname())
  const name = t('title')
  const guide = useMemo(
    () => (chapter ? { href: hrefOfChapter(base, chapter), name } : null),
    [base, chapter, name],
  )
  return <PageGuideContext value={guide}>{children}</PageGuideContext>
}
