'use client'

import { ZoomOut } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import {
  BLOCK_ORDER,
  type Block,
  blockAt,
  DEEPEST_ZOOM,
  formatBlock,
  gridOf,
  holdsBlock,
  type Lens,
  type MapView,
  zoomOfChange,
  zoomOut,
} from '@/lib/xmail/address-map'
import { HoverLine } from './hover-line'
import { MapLegend } from './map-legend'
import { MapPicture } from './map-picture'

/** The picture of a change with its legend alone; it begins near what changes and keeps its zoom to itself. */
export function SmallMap({ lens, view }: { lens: Lens; view: MapView }) {
  const t = useTranslations('addressMap')
  const [zoom, setZoom] = useState(() => zoomOfChange(view))
  const [pointedAt, setPointedAt] = useState(zoom.start)
  const [hovered, setHovered] = useState<Block | null>(null)
  const at = holdsBlock(zoom, { start: pointedAt, length: 32 }) ? pointedAt : zoom.start
  const go = (next: Block) => {
    setHovered(null)
    setZoom(next)
  }
  const zoomIn = (address: number) => {
    setPointedAt(address)
    const block = blockAt(address, gridOf(zoom, BLOCK_ORDER).cellLength)
    if (block.length <= DEEPEST_ZOOM) go(block)
  }
  return (
    <div className="grid gap-x-6 gap-y-4 lg:grid-cols-[minmax(0,32.2rem)_minmax(0,1fr)]">
      {/* Two pixels a cell, so that a single address is seen. */}
      <div className="min-w-0 max-w-[32.2rem]">
        <MapPicture
          label={t('picture', { lens: t(`lens_${lens}`), zoom: formatBlock(zoom) })}
          view={view}
          zoom={zoom}
          at={at}
          onMove={setPointedAt}
          onHover={setHovered}
          onZoomIn={zoomIn}
          onZoomOut={() => go(zoomOut(zoom))}
        />
        <HoverLine view={view} block={hovered} />
      </div>
      <div className="min-w-0 space-y-4">
        <MapLegend view={view} zoom={zoom} />
        <Button size="sm" disabled={zoom.length === 0} onClick={() => go(zoomOut(zoom))}>
          <ZoomOut aria-hidden />
          {t('zoomOut')}
        </Button>
      </div>
    </div>
  )
}
