'use client'

import { type RefObject, useEffect, useRef } from 'react'
import type { LineAim } from './line-aim'
import type { AimedRow } from './use-line-aim'

interface Scroller {
  scrollToIndex: (index: number, options: { align: 'center' }) => void
}

/**
 * Scrolls to the row that an address leads to, and gives it the focus as soon as it is in the page. Once for each aim: whoever
 * filters or edits afterwards stays where they are.
 */
export function useScrollToAim(
  aimed: AimedRow | null,
  scroller: Scroller,
  group: RefObject<HTMLElement | null>,
): void {
  const scrolled = useRef<LineAim>(null)
  const focused = useRef<LineAim>(null)
  // Behind every rendering: a row that is far away comes into the page by the scrolling.
  useEffect(() => {
    if (!aimed || aimed.index < 0 || focused.current === aimed.aim) return
    if (scrolled.current !== aimed.aim) {
      scrolled.current = aimed.aim
      scroller.scrollToIndex(aimed.index, { align: 'center' })
    }
    const row = group.current?.querySelector<HTMLElement>(`:scope > [data-index="${aimed.index}"]`)
    if (!row) return
    focused.current = aimed.aim
    row.focus({ preventScroll: true })
  })
}
