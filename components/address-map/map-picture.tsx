'use client'

import { useTranslations } from 'next-intl'
import { type KeyboardEvent, type PointerEvent, useId, useMemo, useRef, useState } from 'react'
import {
  BLOCK_ORDER,
  type Block,
  blockOfCell,
  cellOfAddress,
  type Grid,
  gridOf,
  type MapView,
  type Point,
} from '@/lib/xmail/address-map'
import { MapCanvas } from './map-canvas'
import { useRoom } from './use-room'

/** 256 cells a side. */
const CELL_ORDER = 8

export interface MapPictureProps {
  /** What it is a picture of, for screen readers. */
  label: string
  view: MapView
  zoom: Block
  /** The address that the cursor is at, in the zoom. */
  at: number
  onMove: (address: number) => void
  onHover: (cell: Block | null) => void
  onZoomIn: (address: number) => void
  onZoomOut: () => void
}

const STEPS: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
}
const IN = ['Enter', ' ', '+']
const OUT = ['Escape', 'Backspace', '-']

/** The picture of a block with a cursor on 16 × 16 blocks, moved by arrows, and cells under the pointer. */
export function MapPicture({ label, view, zoom, at, ...on }: MapPictureProps) {
  const t = useTranslations('addressMap')
  const frame = useRef<HTMLDivElement>(null)
  const room = useRoom(frame)
  const help = useId()
  const cells = useMemo(() => gridOf(zoom, CELL_ORDER), [zoom])
  const blocks = useMemo(() => gridOf(zoom, BLOCK_ORDER), [zoom])
  const [hovered, setHovered] = useState<Point | null>(null)
  const cursor = cellOfAddress(blocks, at)
  const press = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const step = STEPS[event.key]
    if (step) on.onMove(blockOfCell(blocks, moved(blocks, cursor, step)).start)
    else if (IN.includes(event.key)) on.onZoomIn(at)
    else if (OUT.includes(event.key)) on.onZoomOut()
    else return
    event.preventDefault()
  }
  const point = (event: PointerEvent) => {
    const cell = pointOf(event, cells)
    setHovered(cell)
    on.onHover(blockOfCell(cells, cell))
  }
  const leave = () => {
    setHovered(null)
    on.onHover(null)
  }
  return (
    <div ref={frame} className="w-full">
      <div
        role="application"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard does here all that the pointer does
        tabIndex={0}
        aria-label={label}
        aria-describedby={help}
        data-testid="map"
        className="relative cursor-zoom-in touch-manipulation border border-line-strong"
        style={{ aspectRatio: `${blocks.columns} / ${blocks.rows}`, width: widthOf(room, cells) }}
        onKeyDown={press}
        onPointerMove={point}
        onPointerLeave={leave}
        onClick={(event) => on.onZoomIn(blockOfCell(cells, pointOf(event, cells)).start)}
      >
        <MapCanvas view={view} grid={cells} room={room} />
        <Outline grid={blocks} point={cursor} className="border-2 border-ink outline outline-paper" />
        {hovered && isIn(cells, hovered) && (
          <Outline grid={cells} point={hovered} className="-m-px border border-ink outline outline-paper" />
        )}
      </div>
      <p id={help} className="mt-1.5 text-xs text-ink-2">
        {t('keys')}
      </p>
    </div>
  )
}

function Outline({ grid, point, className }: { grid: Grid; point: Point; className: string }) {
  const [width, height] = [100 / grid.columns, 100 / grid.rows]
  return (
    <span
      aria-hidden
      className={`pointer-events-none absolute min-h-1 min-w-1 ${className}`}
      style={{
        left: `${point.x * width}%`,
        top: `${point.y * height}%`,
        width: `${width}%`,
        height: `${height}%`,
      }}
    />
  )
}

/** The page's pixels that whole pixels of the canvas take: halves of them would blur. */
function widthOf(room: number, { columns, rows }: Grid): number | string {
  if (room === 0) return '100%'
  const ratio = window.devicePixelRatio || 1
  const longer = Math.max(columns, rows)
  return (Math.max(1, Math.floor((room * ratio) / longer)) * columns) / ratio
}

function pointOf(
  { clientX, clientY, currentTarget }: Pick<PointerEvent, 'clientX' | 'clientY' | 'currentTarget'>,
  { columns, rows }: Grid,
): Point {
  const { left, top, width, height } = currentTarget.getBoundingClientRect()
  return {
    x: clamp(Math.floor(((clientX - left) / width) * columns), columns),
    y: clamp(Math.floor(((clientY - top) / height) * rows), rows),
  }
}

function moved({ columns, rows }: Grid, { x, y }: Point, step: Point): Point {
  return { x: clamp(x + step.x, columns), y: clamp(y + step.y, rows) }
}

function clamp(place: number, size: number): number {
  return Math.min(Math.max(place, 0), size - 1)
}

function isIn({ columns, rows }: Grid, { x, y }: Point): boolean {
  return x < columns && y < rows
}
