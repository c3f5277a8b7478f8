import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import type { ChapterLink } from '@/components/guide/chapter-ways'
import { type Chapter, neighboursOf } from '@/components/guide/chapters'
import { GuidePage } from '@/components/guide/guide-page'
import { readChapter } from '@/components/guide/read-chapter'
import { readGuidePage } from '@/lib/server/queries/guide'

/** What stands behind the guide's own address: nothing, or one chapter. */
export type GuideParts = readonly string[] | undefined

export async function guideMetadata(parts: GuideParts): Promise<Metadata> {
  const [t, page] = await Promise.all([getTranslations('guide'), readGuidePage(nameOf(parts))])
  if (!page) return {}
  return { title: parts ? `${readChapter(page.text).title} – ${t('title')}` : t('title') }
}

/** The guide inside the frame of one server, or of none; `base`: its address there. */
export async function GuideRoute({ base, parts }: { base: string; parts: GuideParts }) {
  const name = nameOf(parts)
  const page = await readGuidePage(name)
  if (!page) notFound()
  const { before, behind } = neighboursOf(name)
  const ways = parts ? { before: await linkTo(before), behind: await linkTo(behind) } : null
  return <GuidePage base={base} {...page} ways={ways} />
}

function nameOf(parts: GuideParts): string {
  if (!parts) return 'index'
  const [name = '', ...more] = parts
  // The list of chapters has one address.
  return more.length > 0 || name === 'index' ? notFound() : name
}

async function linkTo(chapter: Chapter | undefined): Promise<ChapterLink | null> {
  const page = chapter && (await readGuidePage(chapter))
  return page ? { chapter, title: readChapter(page.text).title } : null
}
