'use client'

import { useTheme } from 'next-themes'
import { useEffect, useRef } from 'react'
import type { Grid, MapView } from '@/lib/xmail/address-map'
import { drawMap, readPaints } from './draw-map'

export interface MapCanvasProps {
  view: MapView
  grid: Grid
  /** How wide it may be, in pixels of the page. */
  room: number
}

/** The picture alone: what it says, and what can be done with it, is said and done round it. */
export function MapCanvas({ view, grid, room }: MapCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const { resolvedTheme } = useTheme()
  // biome-ignore lint/correctness/useExhaustiveDependencies: another theme has other colours behind the same names
  useEffect(() => {
    const context = canvas.current?.getContext('2d')
    if (!canvas.current || !context || room === 0) return
    const ratio = window.devicePixelRatio || 1
    const cellPx = Math.max(1, Math.floor((room * ratio) / Math.max(grid.columns, grid.rows)))
    const paints = readPaints(canvas.current, view.classes, Math.max(1, Math.round(ratio)))
    const [width, height] = [grid.columns * cellPx, grid.rows * cellPx]
    canvas.current.width = width
    canvas.current.height = height
    const pixels = drawMap(view, grid, cellPx, paints)
    context.putImageData(
      new ImageData(new Uint8ClampedArray(pixels.buffer as ArrayBuffer), width, height),
      0,
      0,
    )
  }, [view, grid, room, resolvedTheme])
  return <canvas ref={canvas} aria-hidden className="block size-full [image-rendering:pixelated]" />
}
