'use client'

import { type RefObject, useEffect, useState } from 'react'

/** Wider than this a picture is not taken in at a glance, and does not fit on a screen. */
const WIDEST_PX = 770

/** How wide an element is, in pixels of the page; 0 until that is known. */
export function useRoom(element: RefObject<HTMLElement | null>): number {
  const [room, setRoom] = useState(0)
  useEffect(() => {
    if (!element.current) return
    const observer = new ResizeObserver(([entry]) =>
      setRoom(Math.min(WIDEST_PX, Math.floor(entry?.contentRect.width ?? 0))),
    )
    observer.observe(element.current)
    return () => observer.disconnect()
  }, [element])
  return room
}
