'use client'

import { useState } from 'react'
import {
  BLOCK_ORDER,
  type Block,
  blockAt,
  DEEPEST_ZOOM,
  formatBlock,
  gridOf,
  holdsBlock,
  zoomOut,
} from '@/lib/xmail/address-map'

/** Where one is in the picture of a block, and the ways from there to other blocks. */
export interface MapCursor {
  /** The address that the cursor is at, in the zoom. */
  readonly at: number
  /** The one of 16 × 16 blocks that holds it. */
  readonly block: Block
  /** Whether that block can be shown larger. */
  readonly canZoomIn: boolean
  /** The cell under the pointer. */
  readonly hovered: Block | null
  readonly move: (address: number) => void
  readonly hover: (cell: Block | null) => void
  readonly zoomTo: (zoom: Block) => void
  /** To the block that holds the address; the cursor goes there even where nothing is larger. */
  readonly zoomIn: (address: number) => void
  readonly zoomOut: () => void
}

/** The cursor of a picture whose zoom is kept elsewhere. `onZoom` is called with other blocks than the one shown alone. */
export function useMapCursor(zoom: Block, onZoom: (zoom: Block) => void): MapCursor {
  const [pointedAt, setPointedAt] = useState(zoom.start)
  const [hovered, setHovered] = useState<Block | null>(null)
  // Back, a breadcrumb or a typed prefix may have left the cursor outside.
  const at = holdsBlock(zoom, { start: pointedAt, length: 32 }) ? pointedAt : zoom.start
  const blockOf = (address: number) => blockAt(address, gridOf(zoom, BLOCK_ORDER).cellLength)
  const zoomTo = (next: Block) => {
    setHovered(null)
    if (formatBlock(next) !== formatBlock(zoom)) onZoom(next)
  }
  const block = blockOf(at)
  return {
    at,
    block,
    canZoomIn: block.length <= DEEPEST_ZOOM,
    hovered,
    move: setPointedAt,
    hover: setHovered,
    zoomTo,
    zoomIn: (address) => {
      setPointedAt(address)
      const next = blockOf(address)
      if (next.length <= DEEPEST_ZOOM) zoomTo(next)
    },
    zoomOut: () => zoomTo(zoomOut(zoom)),
  }
}
