import type { Fault } from '@/lib/errors'
import type { Document } from '@/lib/xmail/tab'
import { applyEdit, type Edit } from './registry'

export interface DraftDocument {
  readonly document: Document
  /** The trouble of the first edit that no longer fits the file; it and those that build on it are left out. */
  readonly stale: Fault | null
}

/**
 * A file as a draft would have it: all edits of its path in their order, whatever table they are of. A page that did only
 * those of its own table would show a row that an edit of the text has already taken out.
 */
export function applyEdits(document: Document, path: string, edits: readonly Edit[]): DraftDocument {
  let drafted = document
  let stale: Fault | null = null
  for (const edit of edits) {
    if (edit.path !== path) continue
    const edited = applyEdit(drafted, edit)
    if (edited.ok) drafted = edited.value
    else stale ??= edited.error
  }
  return { document: drafted, stale }
}
