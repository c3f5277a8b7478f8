'use client'

import { defaultRangeExtractor, type Range, useWindowVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react'
import type { AimedRow } from './use-line-aim'
import { useScrollToAim } from './use-scroll-to-aim'

export interface ColumnHead {
  readonly key: string
  readonly name: ReactNode
  readonly className?: string
}

export interface VirtualRowsProps<Row> {
  /** What the table is of, for screen readers. */
  label: string
  heads: readonly ColumnHead[]
  /** The grid that heads and rows share, as class names. */
  columns: string
  rows: readonly Row[]
  keyOf: (row: Row) => string
  children: (row: Row) => ReactNode
  /** The place of a row that stays in the page wherever one scrolls, because it is being dragged; -1: none. */
  held?: number
  /** The row that the page's address leads to. */
  aimed?: AimedRow | null
  /** Puts something round the rows that are in the page. */
  around?: (mounted: readonly Row[], rows: ReactNode) => ReactNode
}

const ESTIMATED_ROW_PX = 44
/** Behind a row that is not as high as was thought all places are found again; in a list as long as this it is felt. */
const LONG_LIST_ROWS = 1_000

/** A table of which only the rows in sight are in the page, so that 100,000 scroll as smoothly as ten. */
export function VirtualRows<Row>(props: VirtualRowsProps<Row>) {
  const {
    label,
    heads,
    columns,
    rows,
    keyOf,
    children,
    held = -1,
    aimed = null,
    around = (_, inner) => inner,
  } = props
  const top = useRef<HTMLDivElement>(null)
  const rowPx = useRowHeight(top, rows.length)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another function makes places anew, by the height that is now known
  const getItemKey = useCallback((index: number) => keyAt(rows, keyOf, index), [rows, keyOf, rowPx])
  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => rowPx,
    overscan: 20,
    scrollMargin: top.current?.offsetTop ?? 0,
    initialRect: { width: 1200, height: 1000 },
    // A row keeps its measured height where it moves to.
    getItemKey,
    rangeExtractor: (range) => holdRow(range, held),
  })
  useScrollToAim(aimed, virtual, top)
  const items = virtual.getVirtualItems().flatMap((item) => {
    const row = rows[item.index]
    return row === undefined ? [] : [{ ...item, row }]
  })
  return (
    <div role="table" aria-rowcount={rows.length + 1} aria-label={label} className="rounded-md border">
      <div
        role="row"
        aria-rowindex={1}
        className={`${columns} border-b bg-sunken text-xs text-ink-2 max-sm:hidden`}
      >
        {heads.map((head) => (
          <div key={head.key} role="columnheader" className={head.className}>
            {head.name}
          </div>
        ))}
      </div>
      <div ref={top} role="rowgroup" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {around(
          items.map(({ row }) => row),
          items.map(({ row, index, start }) => (
            <div
              key={keyOf(row)}
              ref={virtual.measureElement}
              data-index={index}
              role="row"
              aria-rowindex={index + 2}
              className="absolute inset-x-0 top-0 aria-[current]:z-10 aria-[current]:outline-2 aria-[current]:-outline-offset-2 aria-[current]:outline-ink"
              {...(index === aimed?.index && { 'aria-current': 'location', tabIndex: -1 })}
              style={{ transform: `translateY(${start - virtual.options.scrollMargin}px)` }}
            >
              {children(row)}
            </div>
          )),
        )}
      </div>
    </div>
  )
}

/** How high most rows of a long list are, by those that are in the page first. */
function useRowHeight(group: RefObject<HTMLElement | null>, count: number): number {
  const [rowPx, setRowPx] = useState(ESTIMATED_ROW_PX)
  const isLong = count > LONG_LIST_ROWS
  useLayoutEffect(() => {
    if (!isLong || !group.current) return
    const heights = Array.from(group.current.children, (row) => row.getBoundingClientRect().height)
    const middle = heights.toSorted((a, b) => a - b)[heights.length >> 1]
    if (middle) setRowPx(middle)
  }, [isLong, group])
  return rowPx
}

function keyAt<Row>(rows: readonly Row[], keyOf: (row: Row) => string, index: number): string | number {
  const row = rows[index]
  return row === undefined ? index : keyOf(row)
}

function holdRow(range: Range, held: number): number[] {
  const indexes = defaultRangeExtractor(range)
  return held < 0 || indexes.includes(held) ? indexes : [...indexes, held].sort((a, b) => a - b)
}
