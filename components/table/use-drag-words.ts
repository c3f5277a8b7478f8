'use client'

import type { Announcements } from '@dnd-kit/core'
import { useTranslations } from 'next-intl'

interface DragPlaces {
  /** The place of a row by its key, from 0; -1: none. */
  placeOf: (key: string | number) => number
  nameAt: (place: number) => string
  count: number
}

/** What a screen reader says of a drag, in the page's language. */
export function useDragWords({ placeOf, nameAt, count }: DragPlaces) {
  const t = useTranslations('table')
  const say = (key: 'dragStart' | 'dragOver' | 'dragEnd' | 'dragCancel', active: number, over: number) =>
    t(key, { name: nameAt(active), place: over + 1, count })
  const announcements: Announcements = {
    onDragStart: ({ active }) => say('dragStart', placeOf(active.id), placeOf(active.id)),
    onDragOver: ({ active, over }) =>
      over ? say('dragOver', placeOf(active.id), placeOf(over.id)) : undefined,
    onDragEnd: ({ active, over }) =>
      say(over ? 'dragEnd' : 'dragCancel', placeOf(active.id), placeOf(over?.id ?? active.id)),
    onDragCancel: ({ active }) => say('dragCancel', placeOf(active.id), placeOf(active.id)),
  }
  return { announcements, screenReaderInstructions: { draggable: t('dragHelp') } }
}
