import type { Fault } from '@/lib/errors'
import type { Document } from '@/lib/xmail/tab'
import { applyEdit, type Edit } from '@/lib/xmail/tables'

/** The edit that a file refuses: its place in the list, from 0, and why. */
export interface Refusal<E extends Edit> {
  readonly at: number
  readonly edit: E
  readonly fault: Fault
}

/** The first of some edits that does not fit a file as those before it would leave it; null: all fit. */
export function findRefusal<E extends Edit>(doc: Document, edits: readonly E[]): Refusal<E> | null {
  let left = doc
  for (const [at, edit] of edits.entries()) {
    const tried = applyEdit(left, edit)
    if (!tried.ok) return { at, edit, fault: tried.error }
    left = tried.value
  }
  return null
}
