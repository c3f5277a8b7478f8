'use client'

import Link from 'next/link'
import { useFormatter, useTranslations } from 'next-intl'
import { DiffList } from '@/components/diff/diff-list'
import { PageHeading, Section } from '@/components/ui/page'
import { MeaningView } from './meaning-view'
import type { ShownFile, ShownMeaning } from './shown-review'
import type { ShownRevision } from './shown-revision'
import { useRevisionWords } from './use-revision-words'

export interface ShownComparison {
  readonly from: ShownRevision
  /** Null: what the server holds now. */
  readonly to: ShownRevision | null
  readonly files: readonly ShownFile[]
  readonly meaning: ShownMeaning
}

/** What became of the files, and of the addresses, between two points of the history. */
export function ComparePage({ compared, base }: { compared: ShownComparison; base: string }) {
  const t = useTranslations('history')
  const { from, to, files, meaning } = compared
  return (
    <div className="max-w-5xl">
      <PageHeading title={t('compareTitle')} lead={t('compareLead')} />
      <dl className="mb-6 grid gap-x-4 gap-y-1 text-sm sm:grid-cols-[8rem_1fr]">
        <dt className="text-ink-2">{t('compareFrom')}</dt>
        <dd>
          <Point revision={from} base={base} />
        </dd>
        <dt className="text-ink-2">{t('compareTo')}</dt>
        <dd>{to ? <Point revision={to} base={base} /> : t('compareNow')}</dd>
      </dl>
      {files.length === 0 ? (
        <p className="text-ink-2">{t('compareSame')}</p>
      ) : (
        <>
          <Section title={t('compareMeaning')} id="meaning">
            <MeaningView meaning={meaning} files={[]} />
          </Section>
          <Section title={t('changes')} id="text">
            <DiffList files={files} />
          </Section>
        </>
      )}
    </div>
  )
}

function Point({ revision, base }: { revision: ShownRevision; base: string }) {
  const t = useTranslations('history')
  const words = useRevisionWords()
  const format = useFormatter()
  return (
    <>
      {t('compareAfter')}{' '}
      <Link href={`${base}/${revision.id}`} className="underline underline-offset-2">
        {words.title(revision)}
      </Link>
      <span className="text-ink-2">
        {' '}
        {words.by(revision)} ·{' '}
        {format.dateTime(revision.startedAt, { dateStyle: 'medium', timeStyle: 'short' })}
      </span>
    </>
  )
}
