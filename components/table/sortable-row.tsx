'use client'

import { useSortable } from '@dnd-kit/sortable'
import { CSS } from '@dnd-kit/utilities'
import { GripVertical } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'

/** A row that moves out of the way of a dragged one, or is it. `children` gets the handle that it is dragged by. */
export function SortableRow({
  id,
  name,
  disabled,
  children,
}: {
  id: string
  name: string
  disabled: boolean
  children: (handle: ReactNode) => ReactNode
}) {
  const t = useTranslations('table')
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, isDragging } = useSortable({
    id,
    disabled,
    transition: null,
    attributes: { roleDescription: t('dragHandle') },
  })
  return (
    <div
      ref={setNodeRef}
      className={classNames(isDragging && 'opacity-40')}
      style={{ transform: CSS.Translate.toString(transform) }}
    >
      {children(
        <Button
          ref={setActivatorNodeRef}
          size="icon"
          look="quiet"
          // A finger on the handle drags the row and not the page.
          className="w-6 cursor-grab touch-none"
          {...attributes}
          {...listeners}
          aria-label={t('dragRow', { name })}
        >
          <GripVertical aria-hidden />
        </Button>,
      )}
    </div>
  )
}
