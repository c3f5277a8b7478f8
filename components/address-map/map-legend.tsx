'use client'

import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { useAddresses } from '@/components/table/reach'
import { type Block, formatBlock, inspectBlock, type MapView } from '@/lib/xmail/address-map'
import { MapSwatch } from './map-swatch'
import { useMapWords } from './use-map-words'

/** Each class with its pattern, sign and word, and how many addresses of the zoom are of it. */
export function MapLegend({ view, zoom }: { view: MapView; zoom: Block }) {
  const t = useTranslations('addressMap')
  const { tellClass } = useMapWords()
  const addresses = useAddresses()
  const counts = useMemo(
    () => new Map(inspectBlock(view, zoom).map(({ which, count }) => [which, count])),
    [view, zoom],
  )
  return (
    <section aria-label={t('legend')} data-testid="legend">
      <h2 className="mb-2 text-sm text-ink-2">{t('legendOf', { zoom: formatBlock(zoom) })}</h2>
      <ul className="space-y-1.5">
        {view.classes.map((each, which) =>
          each === 'as-ipv4' ? null : (
            <li key={each} data-class={each} className="flex flex-wrap items-center gap-x-2 text-sm">
              <MapSwatch of={each} />
              <span>{tellClass(each)}</span>
              <span className="ml-auto text-xs text-ink-2 tabular-nums">
                {addresses({ v4: counts.get(which) ?? 0, v6: 0n })}
              </span>
            </li>
          ),
        )}
        <li className="flex items-center gap-2 text-xs text-ink-2">
          <span aria-hidden className="relative inline-block h-4 w-6 shrink-0 border border-line-strong">
            <span className="absolute right-0 bottom-0 size-2 bg-ink [clip-path:polygon(100%_0,100%_100%,0_100%)]" />
          </span>
          {t('mixed')}
        </li>
      </ul>
    </section>
  )
}
