import type { Document, Line } from '@/lib/xmail/tab'
import { applyEdit, type Edit } from './registry'

/**
 * The place in a draft of the edit that made a line appear in its file, or go; null: none did. An edit shares the lines
 * that it leaves alone, so that a line is found by itself. `alone`: it is the only line that this edit made appear or go.
 */
export function findEditOfLine(
  live: Document,
  edits: readonly Edit[],
  path: string,
  line: Line,
  change: 'added' | 'removed',
): { readonly edit: number; readonly alone: boolean } | null {
  let before = live
  for (const [i, edit] of edits.entries()) {
    if (edit.path !== path) continue
    const edited = applyEdit(before, edit)
    if (!edited.ok) continue
    const after = edited.value
    const [from, to] = change === 'added' ? [before, after] : [after, before]
    const there = new Set(from.lines)
    if (!there.has(line) && to.lines.includes(line)) {
      return { edit: i, alone: to.lines.filter((each) => !there.has(each) && isRowLine(each)).length === 1 }
    }
    before = after
  }
  return null
}

/** A note that comes and goes with its row is no second one. */
function isRowLine({ kind, content }: Line): boolean {
  return kind !== 'blank' && !(kind === 'comment' && content.startsWith('#:'))
}
