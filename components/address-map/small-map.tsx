'use client'

import { ZoomOut } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { type Lens, type MapView, zoomOfChange } from '@/lib/xmail/address-map'
import { MapLegend } from './map-legend'
import { PointedPicture } from './pointed-picture'
import { useMapCursor } from './use-map-cursor'

/** The picture of a change with its legend alone; it begins near what changes and keeps its zoom to itself. */
export function SmallMap({ lens, view }: { lens: Lens; view: MapView }) {
  const t = useTranslations('addressMap')
  const [zoom, setZoom] = useState(() => zoomOfChange(view))
  const cursor = useMapCursor(zoom, setZoom)
  return (
    <div className="grid gap-x-6 gap-y-4 lg:grid-cols-[minmax(0,32.2rem)_minmax(0,1fr)]">
      {/* Two pixels a cell, so that a single address is seen. */}
      <div className="min-w-0 max-w-[32.2rem]">
        <PointedPicture lens={lens} view={view} zoom={zoom} cursor={cursor} />
      </div>
      <div className="min-w-0 space-y-4">
        <MapLegend view={view} zoom={zoom} />
        <Button size="sm" disabled={zoom.length === 0} onClick={cursor.zoomOut}>
          <ZoomOut aria-hidden />
          {t('zoomOut')}
        </Button>
      </div>
    </div>
  )
}
