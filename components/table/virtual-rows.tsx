'use client'

import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useRef } from 'react'

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
}

const ESTIMATED_ROW_PX = 44

/** A table of which only the rows in sight are in the page, so that 100,000 scroll as smoothly as ten. */
export function VirtualRows<Row>({ label, heads, columns, rows, keyOf, children }: VirtualRowsProps<Row>) {
  const top = useRef<HTMLDivElement>(null)
  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => ESTIMATED_ROW_PX,
    overscan: 20,
    scrollMargin: top.current?.offsetTop ?? 0,
    initialRect: { width: 1200, height: 1000 },
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
        {virtual.getVirtualItems().map((item) => {
          const row = rows[item.index]
          if (row === undefined) return null
          return (
            <div
              key={keyOf(row)}
              ref={virtual.measureElement}
              data-index={item.index}
              role="row"
              aria-rowindex={item.index + 2}
              className="absolute inset-x-0 top-0"
              style={{ transform: `translateY(${item.start - virtual.options.scrollMargin}px)` }}
            >
              {children(row)}
            </div>
          )
        })}
      </div>
    </div>
  )
}
