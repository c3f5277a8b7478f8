import { ArrowLeft, ArrowRight } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { hrefOfChapter } from './chapters'

/** Another chapter, by its name and its heading. */
export interface ChapterLink {
  readonly chapter: string
  readonly title: string
}

export interface ChapterWaysProps {
  base: string
  before: ChapterLink | null
  behind: ChapterLink | null
}

const LINK = 'inline-flex items-center gap-1.5 text-ink-2 hover:text-ink hover:underline'

/** At the end of a chapter: the one before, all of them, the next one. */
export function ChapterWays({ base, before, behind }: ChapterWaysProps) {
  const t = useTranslations('guide')
  return (
    <nav
      aria-label={t('chapters')}
      className="mt-10 flex max-w-[46rem] flex-wrap justify-between gap-x-6 gap-y-2 border-t pt-4 text-sm"
    >
      {before && (
        <Link href={hrefOfChapter(base, before.chapter)} className={LINK}>
          <ArrowLeft aria-hidden className="size-4 shrink-0" />
          {before.title}
        </Link>
      )}
      <Link href={base} className={LINK}>
        {t('allChapters')}
      </Link>
      {behind && (
        <Link href={hrefOfChapter(base, behind.chapter)} className={LINK}>
          {behind.title}
          <ArrowRight aria-hidden className="size-4 shrink-0" />
        </Link>
      )}
    </nav>
  )
}
