import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { When } from '@/components/ui/when'
import type { ShownRevision } from './shown-revision'
import { StateTag } from './state-tag'
import { useRevisionWords } from './use-revision-words'

export function HistoryList({ revisions, base }: { revisions: readonly ShownRevision[]; base: string }) {
  const t = useTranslations('history')
  const words = useRevisionWords()
  if (revisions.length === 0) return <p className="text-ink-2">{t('none')}</p>
  return (
    <ol className="max-w-4xl divide-y rounded-md border">
      {revisions.map((revision) => (
        <li key={revision.id}>
          <Link
            href={`${base}/${revision.id}`}
            className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 px-3 py-2.5 hover:bg-sunken"
          >
            <StateTag state={revision.state} />
            <span className="min-w-0 flex-1 font-medium break-words">{words.title(revision)}</span>
            <span className="text-xs text-ink-2">
              {words.by(revision)} · <When ms={revision.startedAt} />
            </span>
            <span className="mono w-full text-xs break-all text-ink-2">{revision.paths.join(', ')}</span>
          </Link>
        </li>
      ))}
    </ol>
  )
}
