'use client'

import { useSyncExternalStore } from 'react'

export type DiffLayout = 'unified' | 'side-by-side'

const KEY = 'diff-layout'
/** Two columns of lines need room: below this width there is only the unified diff. */
export const WIDE = '(min-width: 48rem)'

const listeners = new Set<() => void>()

/** How this browser shows diffs, and a way to change it for all of them. Until the page runs: unified. */
export function useDiffLayout(): [DiffLayout, (layout: DiffLayout) => void] {
  const chosen = useSyncExternalStore(subscribe, readLayout, () => 'unified' as const)
  return [chosen, writeLayout]
}

function readLayout(): DiffLayout {
  try {
    return window.localStorage.getItem(KEY) === 'side-by-side' ? 'side-by-side' : 'unified'
  } catch {
    // A browser may forbid it.
    return 'unified'
  }
}

function writeLayout(layout: DiffLayout): void {
  try {
    window.localStorage.setItem(KEY, layout)
  } catch {}
  for (const listener of listeners) listener()
}

/** `storage` tells of other tabs only. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  window.addEventListener('storage', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('storage', listener)
  }
}

/** Whether there is room for two columns; false until the page runs. */
export function useIsWide(): boolean {
  return useSyncExternalStore(
    (listener) => {
      const query = window.matchMedia(WIDE)
      query.addEventListener('change', listener)
      return () => query.removeEventListener('change', listener)
    },
    () => window.matchMedia(WIDE).matches,
    () => false,
  )
}
