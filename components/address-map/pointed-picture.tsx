'use client'

import { useTranslations } from 'next-intl'
import { type Block, formatBlock, type Lens, type MapView } from '@/lib/xmail/address-map'
import { HoverLine } from './hover-line'
import { MapPicture } from './map-picture'
import type { MapCursor } from './use-map-cursor'

export interface PointedPictureProps {
  lens: Lens
  view: MapView
  zoom: Block
  cursor: MapCursor
}

/** The picture with its cursor, and below it the line that says what is under the pointer. */
export function PointedPicture({ lens, view, zoom, cursor }: PointedPictureProps) {
  const t = useTranslations('addressMap')
  return (
    <>
      <MapPicture
        label={t('picture', { lens: t(`lens_${lens}`), zoom: formatBlock(zoom) })}
        view={view}
        zoom={zoom}
        at={cursor.at}
        onMove={cursor.move}
        onHover={cursor.hover}
        onZoomIn={cursor.zoomIn}
        onZoomOut={cursor.zoomOut}
      />
      <HoverLine view={view} block={cursor.hovered} />
    </>
  )
}
