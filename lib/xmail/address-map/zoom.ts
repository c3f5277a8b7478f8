import { ALL_OF_IPV4, type Block, blockAt, readBlock } from './block'

/** The blocks that one moves among by keyboard and clicks into, 16 a side: 8 bits deeper. */
export const BLOCK_ORDER = 4
/** Deeper than this there is nothing to see: 4 cells. */
export const DEEPEST_ZOOM = 30
const STEP = 8

/** The blocks above one, from all of IPv4 down to itself: a step a byte. */
export function crumbsOf(zoom: Block): Block[] {
  const above = [ALL_OF_IPV4]
  for (let length = STEP; length < zoom.length; length += STEP) above.push(blockAt(zoom.start, length))
  return zoom.length === 0 ? above : [...above, zoom]
}

/** One step out; all of IPv4 stays. */
export function zoomOut(zoom: Block): Block {
  return crumbsOf(zoom).at(-2) ?? ALL_OF_IPV4
}

/** The block to show for one that is asked for: of a host, its last byte’s. */
export function zoomFor(asked: Block): Block {
  return asked.length > DEEPEST_ZOOM ? blockAt(asked.start, 24) : asked
}

/** The zoom that an address of a page has. Null: none, or one that cannot be shown. */
export function zoomOfAddress(text: string | null): Block | null {
  const read = text === null ? null : readBlock(text)
  return read?.ok ? zoomFor(read.value) : null
}
