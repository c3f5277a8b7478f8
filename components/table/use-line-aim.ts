'use client'

import { useEffect, useEffectEvent, useMemo, useSyncExternalStore } from 'react'
import type { DraftRow } from '@/lib/xmail/tables/draft-rows'
import { isAimedAt, type LineAim, readAim } from './line-aim'

/** The line of a file that the page's address leads to; null: none of this file. The same object until it is another. */
export function useLineAim(file: string): LineAim | null {
  const hash = useSyncExternalStore(
    subscribe,
    () => window.location.hash,
    () => '',
  )
  return useMemo(() => {
    const aim = readAim(hash)
    return aim?.file === file ? aim : null
  }, [hash, file])
}

/** A row to scroll to, once for each aim. */
export interface AimedRow {
  readonly aim: LineAim
  /** Its place in the rows that are shown; -1: it is not among them. */
  readonly index: number
}

/** Finds the row that the address leads to. `onAim`: takes away what could keep it out of sight. */
export function useAimedRow<Row extends DraftRow<{ readonly line: number }>>(
  file: string,
  shown: readonly Row[],
  onAim: () => void,
): AimedRow | null {
  const aim = useLineAim(file)
  const aimed = useEffectEvent(onAim)
  useEffect(() => {
    if (aim) aimed()
  }, [aim])
  return useMemo(() => aim && { aim, index: shown.findIndex((row) => isAimedAt(row, aim)) }, [aim, shown])
}

function subscribe(onChange: () => void): () => void {
  window.addEventListener('hashchange', onChange)
  window.addEventListener('popstate', onChange)
  return () => {
    window.removeEventListener('hashchange', onChange)
    window.removeEventListener('popstate', onChange)
  }
}
