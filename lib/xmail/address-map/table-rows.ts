import { formatPrefix, toPrefixes } from '@/lib/xmail/net'
import { type Block, endOfBlock } from './block'
import { type MapView, wordsOfRange } from './map-view'
import { rangeAt } from './ranges'

/** What a table of a view shows. */
export interface TableFilter {
  /** Places in `MapView.classes`; null: all. */
  readonly classes: ReadonlySet<number> | null
  /** Part of the name of the file that decides, or of `file:line`. */
  readonly rule: string
}

/** A row of the table that says what the picture shows. */
export interface TableRow {
  readonly version: 'v4' | 'v6'
  /** The range of the view. */
  readonly range: number
}

/** The ranges of a block that a filter lets through, in order; those of IPv6 behind all of IPv4. */
export function findTableRows(view: MapView, zoom: Block, { classes, rule }: TableFilter): TableRow[] {
  const rows: TableRow[] = []
  const add = (version: 'v4' | 'v6', from: number, isBefore: (range: number) => boolean) => {
    const ranges = view[version]
    for (let range = from; range < ranges.classes.length && isBefore(range); range++) {
      if (classes && !classes.has(ranges.classes[range] ?? 0)) continue
      if (rule === '' || hasRule(view, { version, range }, rule)) rows.push({ version, range })
    }
  }
  const end = endOfBlock(zoom)
  add('v4', rangeAt(view.v4.starts, zoom.start), (range) => (view.v4.starts[range] ?? end) < end)
  if (zoom.length === 0) add('v6', 0, () => true)
  return rows
}

function hasRule(view: MapView, { version, range }: TableRow, rule: string): boolean {
  const { live, draft } = wordsOfRange(view, version, range)
  return [live, draft].some((each) => each?.path != null && `${each.path}:${each.line + 1}`.includes(rule))
}

/** The addresses of a row in a block. */
export interface RowAddresses {
  readonly v4: number
  readonly v6: bigint
  /** The first prefixes of the shortest list that it is. */
  readonly prefixes: readonly string[]
  /** Whether there are more. */
  readonly hasMore: boolean
  /** The first address, as text. */
  readonly first: string
}

const SHOWN = 3

export function addressesOfRow(view: MapView, zoom: Block, { version, range }: TableRow): RowAddresses {
  if (version === 'v4') {
    const start = Math.max(view.v4.starts[range] ?? 0, zoom.start)
    const end = Math.min(view.v4.starts[range + 1] ?? 2 ** 32, endOfBlock(zoom))
    return spell({ v4: [{ start, end }], v6: [] }, end - start, 0n)
  }
  const start = view.v6.starts[range] ?? 0n
  const end = view.v6.starts[range + 1] ?? 2n ** 128n
  return spell({ v4: [], v6: [{ start, end }] }, 0, end - start)
}

function spell(set: Parameters<typeof toPrefixes>[0], v4: number, v6: bigint): RowAddresses {
  const prefixes = toPrefixes(set, SHOWN + 1).map(formatPrefix)
  return {
    v4,
    v6,
    prefixes: prefixes.slice(0, SHOWN),
    hasMore: prefixes.length > SHOWN,
    first: prefixes[0]?.split('/')[0] ?? '',
  }
}
