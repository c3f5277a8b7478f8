import {
  cellsAlongCurve,
  countsOfCell,
  type Grid,
  type MapView,
  rasterise,
  sharePixels,
} from '@/lib/xmail/address-map'
import { CLASS_LOOKS, type Pattern } from './class-looks'

/** The colours of one class as a canvas keeps them: 32 bits a pixel. */
interface ClassPaint {
  readonly ground: number
  readonly ink: number
  readonly alone: number
  readonly pattern: Pattern
}

export interface Paints {
  /** In the order of the view's classes. */
  readonly classes: readonly ClassPaint[]
  /** Of the corner that says: several kinds in one cell. */
  readonly mixed: number
  /** How many pixels of the canvas are one of the page's. */
  readonly unit: number
}

const REPEAT = 6
const STROKE = 2
/** A smaller cell has no pixel to spare for the corner. */
const SMALLEST_WITH_CORNER = 3

/** Reads the theme's colours for a view. */
export function readPaints(element: Element, classes: MapView['classes'], unit: number): Paints {
  const style = getComputedStyle(element)
  const colour = (token: string) => pixelOf(style.getPropertyValue(token))
  return {
    classes: classes.map((each) => {
      const { ground, ink, alone, pattern } = CLASS_LOOKS[each]
      return { ground: colour(ground), ink: colour(ink), alone: colour(alone), pattern }
    }),
    mixed: colour('--ink'),
    unit,
  }
}

/** `#rrggbb` → the number that a little-endian canvas has for it; anything else is black. */
export function pixelOf(text: string): number {
  const rgb = Number.parseInt(text.trim().replace(/^#(?=[0-9a-f]{6}$)/i, ''), 16)
  const colour = Number.isNaN(rgb) ? 0 : rgb
  return (0xff000000 | ((colour & 0xff) << 16) | (colour & 0xff00) | (colour >> 16)) >>> 0
}

/** The pixel of a class at a place of the canvas. */
export function paintAt({ ground, ink, pattern }: ClassPaint, x: number, y: number, unit: number): number {
  if (pattern === 'plain') return ground
  const [column, row] = [Math.floor(x / unit), Math.floor(y / unit)]
  if (pattern === 'dots') return column % 4 < 1 && row % 4 < 1 ? ink : ground
  const along = pattern === 'rising' ? column + row : column - row + REPEAT * row
  return along % REPEAT < STROKE ? ink : ground
}

/**
 * The picture of a block, each cell `cellPx` pixels a side, row by row. A cell of one kind has its pattern; in a cell of
 * several each kind has its share of the pixels, the rarest one at least, and a corner in ink.
 */
export function drawMap(view: MapView, grid: Grid, cellPx: number, paints: Paints): Uint32Array {
  const width = grid.columns * cellPx
  const pixels = new Uint32Array(width * grid.rows * cellPx)
  const raster = rasterise(view.v4, view.classes.length, grid.zoom, grid.cellLength)
  const shares = new Uint8Array(cellPx * cellPx)
  const corner = cellPx < SMALLEST_WITH_CORNER ? 0 : Math.ceil(cellPx / 4)
  for (const [step, cell] of cellsAlongCurve(grid).entries()) {
    const counts = countsOfCell(raster, step)
    sharePixels(counts, shares)
    const isMixed = counts.reduce((kinds, count) => (count > 0 ? kinds + 1 : kinds), 0) > 1
    const left = (cell % grid.columns) * cellPx
    const top = Math.floor(cell / grid.columns) * cellPx
    for (let i = 0; i < shares.length; i++) {
      const [dx, dy] = [i % cellPx, Math.floor(i / cellPx)]
      const paint = paints.classes[shares[i] ?? 0]
      if (!paint) continue
      const isCorner = isMixed && 2 * (cellPx - 1) - dx - dy < corner
      const plain = isMixed ? paint.alone : paintAt(paint, left + dx, top + dy, paints.unit)
      pixels[(top + dy) * width + left + dx] = isCorner ? paints.mixed : plain
    }
  }
  return pixels
}
