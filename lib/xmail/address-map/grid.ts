import { type Block, blockAt, sizeOfBlock } from './block'
import { type Point, placeOfPoint, pointOfPlace } from './hilbert'

/**
 * The picture of a block, divided into squares of one size. A block of even length is a square, one of odd length two of
 * them side by side or one above the other.
 */
export interface Grid {
  readonly zoom: Block
  /** The length of each cell's prefix: even, so that a cell is a square. */
  readonly cellLength: number
  readonly columns: number
  readonly rows: number
  /** Where its upper left cell is in the picture of all IPv4 in cells of this size. */
  readonly origin: Point
}

/** `order`: at most 2^order cells a side. Where a block has fewer addresses than that, each has a cell. */
export function gridOf(zoom: Block, order: number): Grid {
  const squareLength = zoom.length - (zoom.length % 2)
  const cellLength = Math.min(32, squareLength + 2 * order)
  const last = zoom.start + sizeOfBlock(zoom) - 1
  // The two squares of an odd length are its first and its last address’s; of an even one both are the same.
  const partLength = Math.min(32, zoom.length + (zoom.length % 2))
  const parts = [zoom.start, last].map((address) => pointOf(address, partLength))
  const side = 2 ** ((cellLength - partLength) / 2)
  const columns = parts.map(({ x }) => x)
  const rows = parts.map(({ y }) => y)
  return {
    zoom,
    cellLength,
    columns: (Math.max(...columns) - Math.min(...columns) + 1) * side,
    rows: (Math.max(...rows) - Math.min(...rows) + 1) * side,
    origin: { x: Math.min(...columns) * side, y: Math.min(...rows) * side },
  }
}

function pointOf(address: number, length: number): Point {
  return pointOfPlace(Math.floor(address / sizeOfBlock({ length })), length / 2)
}

/** How many cells a grid has. */
export function cellsOf({ columns, rows }: Grid): number {
  return columns * rows
}

/** The block of a cell. The point must be in the grid. */
export function blockOfCell({ cellLength, origin }: Grid, { x, y }: Point): Block {
  const place = placeOfPoint({ x: origin.x + x, y: origin.y + y }, cellLength / 2)
  return { start: place * sizeOfBlock({ length: cellLength }), length: cellLength }
}

/** The cell that an address of the grid's block is in. */
export function cellOfAddress({ cellLength, origin }: Grid, address: number): Point {
  const { x, y } = pointOf(blockAt(address, cellLength).start, cellLength)
  return { x: x - origin.x, y: y - origin.y }
}

/** The cell of each step along the curve, as `y * columns + x`: the order in which a raster counts. */
export function cellsAlongCurve(grid: Grid): Uint32Array {
  const size = sizeOfBlock({ length: grid.cellLength })
  const cells = new Uint32Array(cellsOf(grid))
  for (let step = 0; step < cells.length; step++) {
    const { x, y } = cellOfAddress(grid, grid.zoom.start + step * size)
    cells[step] = y * grid.columns + x
  }
  return cells
}
