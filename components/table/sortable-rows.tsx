'use client'

import {
  closestCenter,
  DndContext,
  type DragEndEvent,
  DragOverlay,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core'
import { SortableContext, sortableKeyboardCoordinates, verticalListSortingStrategy } from '@dnd-kit/sortable'
import { type ReactNode, useId, useMemo, useState } from 'react'
import { SortableRow } from './sortable-row'
import { useDragWords } from './use-drag-words'
import { VirtualRows, type VirtualRowsProps } from './virtual-rows'

export interface SortableRowsProps<Row> extends Omit<VirtualRowsProps<Row>, 'children' | 'held' | 'around'> {
  /** What a row is called while it is dragged. */
  nameOf: (row: Row) => string
  /** The rows that have a place in the order, in that order. Others are neither dragged nor dropped on. */
  ordered: readonly Row[]
  disabled: boolean
  /** `row` was dropped so that it comes before the one that is at place `to` of `ordered` now. */
  onDrop: (row: Row, to: number) => void
  /** `handle` is what the row is dragged by; null for a row that has no place. */
  children: (row: Row, handle: ReactNode) => ReactNode
}

/** `VirtualRows` whose rows are put in order by dragging: with the mouse, a finger, or Space and the arrow keys. */
export function SortableRows<Row>(props: SortableRowsProps<Row>) {
  const { nameOf, ordered, disabled, onDrop, children, rows, keyOf, ...table } = props
  const id = useId()
  const [dragged, setDragged] = useState<Row | null>(null)
  const placeOf = (key: string | number) => ordered.findIndex((row) => keyOf(row) === key)
  const nameAt = (place: number) => {
    const row = ordered[place]
    return row === undefined ? '' : nameOf(row)
  }
  const words = useDragWords({ placeOf, nameAt, count: ordered.length })
  const sensors = useSensors(
    // A click on the handle is no drag.
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates, scrollBehavior: 'auto' }),
  )
  const drop = ({ active, over }: DragEndEvent) => {
    setDragged(null)
    const from = placeOf(active.id)
    const place = over ? placeOf(over.id) : -1
    const row = ordered[from]
    // Below the place that it had, a row comes behind the one that it is dropped on.
    if (row !== undefined && place >= 0 && place !== from) onDrop(row, place > from ? place + 1 : place)
  }
  const isOrdered = useMemo(() => new Set(ordered), [ordered])
  return (
    <DndContext
      id={id}
      sensors={sensors}
      collisionDetection={closestCenter}
      accessibility={words}
      onDragStart={({ active }) => setDragged(ordered[placeOf(active.id)] ?? null)}
      onDragEnd={drop}
      onDragCancel={() => setDragged(null)}
    >
      <VirtualRows
        {...table}
        rows={rows}
        keyOf={keyOf}
        held={dragged === null ? -1 : rows.indexOf(dragged)}
        around={(mounted, inner) => (
          // Only what is in the page: each row looks itself up in this list.
          <SortableContext
            items={mounted.filter((row) => isOrdered.has(row)).map(keyOf)}
            strategy={verticalListSortingStrategy}
          >
            {inner}
          </SortableContext>
        )}
      >
        {(row) =>
          isOrdered.has(row) ? (
            <SortableRow id={keyOf(row)} name={nameOf(row)} disabled={disabled}>
              {(handle) => children(row, handle)}
            </SortableRow>
          ) : (
            children(row, null)
          )
        }
      </VirtualRows>
      <DragOverlay dropAnimation={null}>
        {dragged !== null && (
          <div
            aria-hidden
            className="mono flex min-h-11 items-center rounded-md border border-line-strong bg-raised px-3 text-base font-medium shadow-lg"
          >
            {nameOf(dragged)}
          </div>
        )}
      </DragOverlay>
    </DndContext>
  )
}
