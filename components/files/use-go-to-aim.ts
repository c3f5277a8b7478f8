'use client'

import { useEffect, useEffectEvent } from 'react'
import type { LineAim } from '@/components/table/line-aim'
import { useLineAim } from '@/components/table/use-line-aim'
import type { Document } from '@/lib/xmail/tab'

interface AimedText {
  readonly path: string
  readonly live: Document
  /** What stands in the editor at first. */
  readonly drafted: Document
  readonly goToLine: (line: number) => void
}

/** Puts the cursor at the line that the page's address leads to. */
export function useGoToAim({ path, live, drafted, goToLine }: AimedText): void {
  const aim = useLineAim(path)
  const go = useEffectEvent((to: LineAim) => goToLine(lineInDraft(to, live, drafted)))
  useEffect(() => {
    if (aim) go(aim)
  }, [aim])
}

/** An edit shares the lines that it leaves alone. One that the draft takes away is not in the editor: its place is shown. */
function lineInDraft({ line, inDraft }: LineAim, live: Document, drafted: Document): number {
  const aimed = live.lines[line]
  if (inDraft || !aimed) return line
  const place = drafted.lines.indexOf(aimed)
  return place < 0 ? line : place
}
