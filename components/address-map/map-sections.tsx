'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Section } from '@/components/ui/page'
import {
  BLOCK_ORDER,
  type Block,
  blockAt,
  DEEPEST_ZOOM,
  formatBlock,
  gridOf,
  holdsBlock,
  type MapView,
  zoomOut,
} from '@/lib/xmail/address-map'
import { BlockFacts } from './block-facts'
import { HoverLine } from './hover-line'
import { MapLegend } from './map-legend'
import { MapPicture } from './map-picture'
import { MapTable } from './map-table'
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
  const [pointedAt, setPointedAt] = useState(zoom.start)
  const [hovered, setHovered] = useState<Block | null>(null)
  // Back, a breadcrumb or a typed prefix may have left the cursor outside.
  const at = holdsBlock(zoom, { start: pointedAt, length: 32 }) ? pointedAt : zoom.start
  const cursor = blockAt(at, gridOf(zoom, BLOCK_ORDER).cellLength)
  const zoomTo = (next: Block) => {
    setHovered(null)
    if (formatBlock(next) !== formatBlock(zoom)) go({ zoom: next })
  }
  const zoomIn = (address: number) => {
    setPointedAt(address)
    const block = blockAt(address, gridOf(zoom, BLOCK_ORDER).cellLength)
    if (block.length <= DEEPEST_ZOOM) zoomTo(block)
  }
  return (
    <>
      <ZoomBar
        zoom={zoom}
        onZoom={(next, address) => {
          setPointedAt(address)
          zoomTo(next)
        }}
        onZoomIn={cursor.length <= DEEPEST_ZOOM ? () => zoomIn(at) : null}
      />
      <div className="mb-8 grid gap-x-8 gap-y-5 xl:grid-cols-[minmax(0,48.2rem)_minmax(0,1fr)]">
        <div className="min-w-0">
          <MapPicture
            label={t('picture', { lens: t(`lens_${lens}`), zoom: formatBlock(zoom) })}
            view={view}
            zoom={zoom}
            at={at}
            onMove={setPointedAt}
            onHover={setHovered}
            onZoomIn={zoomIn}
            onZoomOut={() => zoomTo(zoomOut(zoom))}
          />
          <HoverLine view={view} block={hovered} />
        </div>
        <div className="min-w-0 space-y-6">
          <MapLegend view={view} zoom={zoom} />
          <BlockFacts base={base} view={view} block={cursor} lens={lens} />
        </div>
      </div>
      <Section title={t('table')}>
        <MapTable base={base} view={view} zoom={zoom} lens={lens} />
      </Section>
    </>
  )
}
