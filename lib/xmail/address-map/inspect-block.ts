import { type Block, endOfBlock } from './block'
import type { MapView } from './map-view'
import { rangeAt } from './ranges'

/** What of a block is of one class. */
export interface BlockPart {
  /** Place in `MapView.classes`. */
  readonly which: number
  /** How many addresses. */
  readonly count: number
  /** The first range of them, by which they can be told and asked about. */
  readonly range: number
  /** The first address of it in the block. */
  readonly first: number
  /** How many ranges they come from. */
  readonly ranges: number
}

/** The classes of a block, the rarest first. Time: the ranges in it. */
export function inspectBlock({ v4, classes }: MapView, block: Block): BlockPart[] {
  const end = endOfBlock(block)
  const parts: (BlockPart | undefined)[] = classes.map(() => undefined)
  let at = block.start
  for (let i = rangeAt(v4.starts, at); at < end; i++) {
    const next = Math.min(end, v4.starts[i + 1] ?? 2 ** 32)
    const which = v4.classes[i] ?? 0
    const known = parts[which] ?? { which, count: 0, range: i, first: at, ranges: 0 }
    parts[which] = { ...known, count: known.count + next - at, ranges: known.ranges + 1 }
    at = next
  }
  return parts.filter((part) => part !== undefined).sort((a, b) => a.count - b.count)
}
