'use client'

import { FlaskConical } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useAddresses } from '@/components/table/reach'
import { Button } from '@/components/ui/button'
import { addressesOfRow, type TableRow, wordsOfRange } from '@/lib/xmail/address-map'
import { MapSwatch } from './map-swatch'
import type { MapTableProps } from './map-table'
import { questionOfLens } from './question-of-lens'
import { RuleLinks } from './rule-link'
import { useMapWords } from './use-map-words'

export interface MapRowProps extends MapTableProps {
  row: TableRow
  /** The grid that it shares with the heads, as class names. */
  grid: string
}

/** One range: its prefixes, what may be done from there, the line that decides, a question about its first address. */
export function MapRow({ base, view, zoom, lens, row, grid }: MapRowProps) {
  const t = useTranslations('addressMap')
  const words = useMapWords()
  const addresses = useAddresses()
  const { v4, v6, prefixes, hasMore, first } = addressesOfRow(view, zoom, row)
  const said = wordsOfRange(view, row.version, row.range)
  const which = view[row.version].classes[row.range] ?? 0
  const question = t('ask', { client: first })
  return (
    <div className={`${grid} border-b`}>
      <div role="cell" className="min-w-0">
        <span className="mono [overflow-wrap:anywhere]">
          {prefixes.join(' ')}
          {hasMore && ' …'}
        </span>
        <span className="block text-xs text-ink-2">{addresses({ v4, v6 })}</span>
      </div>
      <div role="cell" className="flex min-w-0 items-start gap-2">
        <MapSwatch of={view.classes[which] ?? 'same'} />
        <span className="min-w-0">{words.tellRange(said)}</span>
      </div>
      <div role="cell" className="min-w-0 text-xs text-ink-2">
        <RuleLinks base={base} words={said} />
      </div>
      <div role="cell">
        <Button asChild look="quiet" size="icon">
          <Link
            href={questionOfLens(base, lens, first)}
            prefetch={false}
            aria-label={question}
            title={question}
          >
            <FlaskConical aria-hidden />
          </Link>
        </Button>
      </div>
    </div>
  )
}
