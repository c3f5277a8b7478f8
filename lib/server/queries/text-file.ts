import 'server-only'
import { err, type Fault, ok, type Result } from '@/lib/errors'
import { catalogEntry, type TakesEffect, type WhenMissing } from '@/lib/xmail/catalog'
import { type MailRootPath, parseMailRootPath } from '@/lib/xmail/path'
import type { Edit } from '@/lib/xmail/tables'
import { explainTextRefusal, isTextShown, mayCreateAsText, type TextRefusal } from '@/lib/xmail/tables'
import { readTablePage } from './table-page'

/** One file as text, with one's own draft of it. */
export interface TextFile {
  readonly state: 'shown'
  readonly path: string
  /** A byte string; '' where there is no file. */
  readonly text: string
  readonly present: boolean
  readonly notEditable: Fault | null
  /** `indexed`: it is shown, and changed by CTRL verbs. */
  readonly refusal: 'indexed' | null
  readonly mayCreate: boolean
  readonly edits: readonly Edit[]
  readonly takenAt: number
  /** Change files as text. */
  readonly mayControl: boolean
  readonly takesEffect: TakesEffect
  readonly whenMissing: WhenMissing
  /** Its path in the catalog, which may be a pattern. */
  readonly known: string
}

/** A file that is not shown, and why. Nothing of it has been read. */
export interface HiddenFile {
  readonly state: 'hidden'
  readonly path: string
  readonly refusal: TextRefusal
}

/** Reads a file for the editor. Errors: NOT_FOUND (no path of a MailRoot), those of reading. */
export async function readTextFile(serverId: string, name: string): Promise<Result<TextFile | HiddenFile>> {
  const parsed = parseMailRootPath(name)
  if (!parsed.ok) return err('NOT_FOUND')
  const path = parsed.value
  const refusal = explainTextRefusal(path)
  const entry = catalogEntry(path)
  if (!entry || !isTextShown(path)) return ok({ state: 'hidden', path, refusal: refusal ?? 'unknown' })
  const page = await readTablePage(serverId, path)
  if (!page.ok) return page
  const { text, present, notEditable, edits, takenAt, mayControl } = page.value
  return ok({
    state: 'shown',
    path,
    text,
    present,
    notEditable,
    refusal: refusal === 'indexed' ? refusal : null,
    mayCreate: mayCreateAsText(path),
    edits: editsOf(edits, path),
    takenAt,
    mayControl,
    takesEffect: entry.takesEffect,
    whenMissing: entry.whenMissing,
    known: entry.path,
  })
}

/** Other files' edits are none of this page's business, and may be large. */
function editsOf(edits: readonly Edit[], path: MailRootPath): Edit[] {
  return edits.filter((edit) => edit.path === path)
}
