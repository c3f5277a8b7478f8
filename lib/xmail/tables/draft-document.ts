import type { Fault } from '@/lib/errors'
import { finish, type Steps } from '@/lib/xmail/steps'
import { type Document, parseDocument } from '@/lib/xmail/tab'
import { applyEdit, type Edit, removesFile } from './registry'

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
  return finish(applyEditsInSteps(document, path, edits, readNothing))
}

/**
 * The same with a step for each edit. `read`: how the rows of this table are read and remembered; an edit of a row asks for
 * the rows before it, and of a long file would read them all in one piece.
 */
export function* applyEditsInSteps(
  document: Document,
  path: string,
  edits: readonly Edit[],
  read: (doc: Document) => Steps<unknown>,
): Steps<DraftDocument> {
  let drafted = document
  let stale: Fault | null = null
  for (const edit of edits) {
    if (edit.path !== path) continue
    yield* read(drafted)
    const edited = applyEdit(drafted, edit)
    if (edited.ok) drafted = edited.value
    else stale ??= edited.error
    yield
  }
  return { document: drafted, stale }
}

function* readNothing(): Steps<void> {}

export interface DraftFile {
  /** Null: there is no such file. */
  readonly document: Document | null
  readonly stale: Fault | null
}

/**
 * The same of a file that may not be there, before or after. An edit that does not fit makes none; `format` is what one
 * that is made is read by.
 */
export function draftFile(
  live: Document | null,
  { path, format }: { readonly path: string; readonly format: Document['format'] },
  edits: readonly Edit[],
): DraftFile {
  const last = edits.findLast((edit) => edit.path === path)
  if (!last) return { document: live, stale: null }
  const { document, stale } = applyEdits(live ?? parseDocument(new Uint8Array(), format), path, edits)
  const isThere = (live !== null || document.lines.length > 0) && !removesFile(last)
  return { document: isThere ? document : null, stale }
}
