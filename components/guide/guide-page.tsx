import { useTranslations } from 'next-intl'
import { PageHeading } from '@/components/ui/page'
import { ChapterView } from './chapter-view'
import { type ChapterLink, ChapterWays } from './chapter-ways'
import { type ChapterText, readChapter } from './read-chapter'

export interface GuidePageProps {
  /** The guide's own address, without a slash at its end. */
  base: string
  /** A page of docs/guide, and the language that it is in. */
  text: string
  language: string
  /** Null: this is the list of all chapters. */
  ways: { readonly before: ChapterLink | null; readonly behind: ChapterLink | null } | null
}

/** A chapter of the guide with its contents, and the ways to the others. */
export function GuidePage({ base, text, language, ways }: GuidePageProps) {
  const { title, body, sections } = readChapter(text)
  return (
    <div className="grid gap-x-12 xl:grid-cols-[minmax(0,46rem)_minmax(0,16rem)]">
      <div lang={language} className="xl:col-span-2">
        <PageHeading title={title} />
      </div>
      {ways && sections.length > 1 && <Contents sections={sections} language={language} />}
      <article lang={language} className="min-w-0 max-w-[46rem] text-base xl:col-start-1 xl:row-start-2">
        <ChapterView body={body} base={base} />
      </article>
      {ways && <ChapterWays base={base} {...ways} />}
    </div>
  )
}

function Contents({ sections, language }: Pick<ChapterText, 'sections'> & { language: string }) {
  const t = useTranslations('guide')
  return (
    <nav
      aria-labelledby="guide-contents"
      className="mb-4 border-l pl-4 text-sm xl:sticky xl:top-16 xl:col-start-2 xl:row-start-2 xl:self-start"
    >
      <h2 id="guide-contents" className="mb-1.5 text-xs text-ink-2">
        {t('contents')}
      </h2>
      <ul lang={language} className="space-y-1.5">
        {sections.map(({ title, anchor }) => (
          <li key={anchor}>
            <a href={`#${anchor}`} className="text-ink-2 hover:text-ink hover:underline">
              {title}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
