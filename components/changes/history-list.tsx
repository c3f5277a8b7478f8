'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { When } from '@/components/ui/when'
import { MeaningInShort } from './meaning-in-short'
import type { ListedRevision } from './shown-revision'
import { StateTag } from './state-tag'
import { useRevisionWords } from './use-revision-words'

interface HistoryListProps {
  revisions: readonly ListedRevision[]
  base: string
  /** Offers to compare the point after a change with now, or with that after another. */
  compares?: boolean
}

/** The changes of a server, one line each. */
export function HistoryList({ revisions, base, compares = false }: HistoryListProps) {
  const t = useTranslations('history')
  const words = useRevisionWords()
  const [chosen, setChosen] = useState<readonly string[]>([])
  // A third point takes the place of the first: two are compared.
  const choose = (id: string, isChosen: boolean) =>
    setChosen((ids) => (isChosen ? [...ids, id].slice(-2) : ids.filter((each) => each !== id)))
  if (revisions.length === 0) return <p className="text-ink-2">{t('none')}</p>
  return (
    <>
      <ol className="max-w-4xl divide-y rounded-md border">
        {revisions.map((revision) => (
          <li key={revision.id} className="flex items-start gap-1">
            <span className={compares ? 'flex w-9 shrink-0 justify-center pt-3' : 'w-2'}>
              {compares && revision.state === 'applied' && (
                <input
                  type="checkbox"
                  className="size-4 accent-ink"
                  aria-label={t('comparePoint', { title: words.title(revision) })}
                  checked={chosen.includes(revision.id)}
                  onChange={(event) => choose(revision.id, event.target.checked)}
                />
              )}
            </span>
            <Link
              href={`${base}/${revision.id}`}
              className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-3 gap-y-0.5 py-2.5 pr-3 hover:bg-sunken"
            >
              <StateTag state={revision.state} origin={revision.origin} />
              <span className="min-w-0 grow basis-48 font-medium break-words">{words.title(revision)}</span>
              <span className="text-xs text-ink-2">
                {words.by(revision)} · <When ms={revision.startedAt} />
              </span>
              <span className="mono w-full text-xs break-all text-ink-2">{revision.paths.join(', ')}</span>
              {revision.meaning && <MeaningInShort meaning={revision.meaning} />}
            </Link>
          </li>
        ))}
      </ol>
      {compares && <CompareLink chosen={chosen} base={base} />}
    </>
  )
}

function CompareLink({ chosen, base }: { chosen: readonly string[]; base: string }) {
  const t = useTranslations('history')
  const [from, to] = chosen.toSorted()
  if (from === undefined) return <p className="mt-3 text-sm text-ink-2">{t('compareHint')}</p>
  const query = new URLSearchParams({ from, ...(to !== undefined && { to }) })
  return (
    <Button asChild className="mt-3">
      <Link href={`${base}/compare?${query}`}>{t(to === undefined ? 'compareWithNow' : 'compareTwo')}</Link>
    </Button>
  )
}
