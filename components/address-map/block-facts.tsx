'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useAddresses } from '@/components/table/reach'
import {
  type Block,
  formatBlock,
  inspectBlock,
  type Lens,
  type MapView,
  specialRangesOf,
  wordsOfRange,
} from '@/lib/xmail/address-map'
import { formatAddress } from '@/lib/xmail/net'
import { MapSwatch } from './map-swatch'
import { questionOfLens } from './question-of-lens'
import { RuleLinks } from './rule-link'
import { useMapWords } from './use-map-words'

export interface BlockFactsProps {
  base: string
  view: MapView
  /** Where the cursor is. */
  block: Block
  lens: Lens
}

/** What may be done from the block under the cursor, by which lines, spoken when the cursor moves. */
export function BlockFacts({ base, view, block, lens }: BlockFactsProps) {
  const t = useTranslations('addressMap')
  const words = useMapWords()
  const addresses = useAddresses()
  return (
    <section aria-label={t('cursor')} aria-live="polite" data-testid="cursor" className="border-t pt-4">
      <h2 className="mb-2 text-sm text-ink-2">{t('cursor')}</h2>
      <p className="mono text-base font-semibold">{formatBlock(block)}</p>
      {specialRangesOf(block).map((special) => (
        <p key={special.prefix} className="text-xs text-ink-2">
          {words.tellSpecial(special)}
        </p>
      ))}
      <ul className="mt-2 space-y-3">
        {inspectBlock(view, block).map(({ which, range, count, first, ranges }) => {
          const said = wordsOfRange(view, 'v4', range)
          const client = formatAddress({ version: 4, bits: first })
          return (
            <li key={which} className="text-sm">
              <p className="flex items-start gap-2">
                <MapSwatch of={view.classes[which] ?? 'same'} />
                <span className="min-w-0">
                  {words.tellRange(said)}
                  <span className="text-xs text-ink-2">
                    {t('separator')}
                    {addresses({ v4: count, v6: 0n })}
                  </span>
                </span>
              </p>
              <p className="mt-0.5 flex flex-wrap gap-x-3 text-xs text-ink-2">
                <span>
                  <RuleLinks base={base} words={said} />
                  {ranges > 1 && t('moreRanges', { count: ranges - 1 })}
                </span>
                <Link href={questionOfLens(base, lens, client)} prefetch={false} className="underline">
                  {t('ask', { client })}
                </Link>
              </p>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
