'use client'

import { useTranslations } from 'next-intl'
import { Section } from '@/components/ui/page'
import type { MapView } from '@/lib/xmail/address-map'
import { BlockFacts } from './block-facts'
import { MapLegend } from './map-legend'
import { MapTable } from './map-table'
import { PointedPicture } from './pointed-picture'
import { useMapCursor } from './use-map-cursor'
import type { MapPlace } from './use-map-place'
import { ZoomBar } from './zoom-bar'

export interface MapSectionsProps {
  base: string
  view: MapView
  place: MapPlace
  go: (next: Partial<MapPlace>) => void
}

/** The picture, what it says at one place, and its table, all of one zoom. */
export function MapSections({ base, view, place, go }: MapSectionsProps) {
  const t = useTranslations('addressMap')
  const { lens, zoom } = place
  const cursor = useMapCursor(zoom, (next) => go({ zoom: next }))
  return (
    <>
      <ZoomBar
        zoom={zoom}
        onZoom={(next, address) => {
          cursor.move(address)
          cursor.zoomTo(next)
        }}
        onZoomIn={cursor.canZoomIn ? () => cursor.zoomIn(cursor.at) : null}
      />
      <div className="mb-8 grid gap-x-8 gap-y-5 xl:grid-cols-[minmax(0,48.2rem)_minmax(0,1fr)]">
        <div className="min-w-0">
          <PointedPicture lens={lens} view={view} zoom={zoom} cursor={cursor} />
        </div>
        <div className="min-w-0 space-y-6">
          <MapLegend view={view} zoom={zoom} />
          <BlockFacts base={base} view={view} block={cursor.block} lens={lens} />
        </div>
      </div>
      <Section title={t('table')}>
        <MapTable base={base} view={view} zoom={zoom} lens={lens} />
      </Section>
    </>
  )
}
