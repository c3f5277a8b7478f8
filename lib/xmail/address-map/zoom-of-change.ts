import { ALL_OF_IPV4, type Block, blockAt, sizeOfBlock } from './block'
import type { MapView } from './map-view'
import { crumbsOf } from './zoom'

/** What changes should fill no more of its picture than this, so that what is around it is seen too. */
const LARGEST_SHARE = 1 / 16

/**
 * Where a picture of a change begins: the deepest whole-byte block, down to a /16, that holds everything in IPv4 that
 * changes, with room around it. All of IPv4 where nothing of it changes. Of all of it, 128 addresses are a dot.
 */
export function zoomOfChange({ classes, v4 }: Pick<MapView, 'classes' | 'v4'>): Block {
  const same = classes.indexOf('same')
  let first: number | null = null
  let last = 0
  let size = 0
  for (const [place, start] of v4.starts.entries()) {
    if (v4.classes[place] === same) continue
    const end = v4.starts[place + 1] ?? sizeOfBlock(ALL_OF_IPV4)
    first ??= start
    last = end - 1
    size += end - start
  }
  if (first === null) return ALL_OF_IPV4
  const fits = (block: Block) =>
    blockAt(last, block.length).start === block.start && size <= sizeOfBlock(block) * LARGEST_SHARE
  return crumbsOf(blockAt(first, 16)).findLast(fits) ?? ALL_OF_IPV4
}
