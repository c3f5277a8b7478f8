import { type Block, endOfBlock, sizeOfBlock } from './block'
import { rangeAt } from './ranges'

/** How many addresses of each class are in each cell, exact. */
export interface Raster {
  readonly classCount: number
  /** Of step s along the curve and class c at `s * classCount + c`. */
  readonly counts: Float64Array
}

export interface ClassRanges {
  /** First addresses of ranges that follow one another, from 0 on; the last one reaches to the end of IPv4. */
  readonly starts: Uint32Array
  /** A class a range, from 0 on. */
  readonly classes: Uint8Array
}

/** Counts a block in cells of one prefix length. Time: the ranges in it and its cells, each once. */
export function rasterise(
  { starts, classes }: ClassRanges,
  classCount: number,
  zoom: Block,
  cellLength: number,
): Raster {
  const size = sizeOfBlock({ length: cellLength })
  const end = endOfBlock(zoom)
  const counts = new Float64Array((sizeOfBlock(zoom) / size) * classCount)
  let at = zoom.start
  for (let i = rangeAt(starts, at); at < end; i++) {
    const rangeEnd = Math.min(end, starts[i + 1] ?? 2 ** 32)
    const which = classes[i] ?? 0
    while (at < rangeEnd) {
      const step = Math.floor((at - zoom.start) / size)
      const next = Math.min(rangeEnd, zoom.start + (step + 1) * size)
      const place = step * classCount + which
      counts[place] = (counts[place] ?? 0) + next - at
      at = next
    }
  }
  return { classCount, counts }
}

/** The addresses of each class in one cell. A view, not a copy. */
export function countsOfCell({ classCount, counts }: Raster, step: number): Float64Array {
  return counts.subarray(step * classCount, (step + 1) * classCount)
}
