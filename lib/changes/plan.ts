import { err, ok, type Result } from '@/lib/errors'
import type { FileSnapshot, Snapshot } from '@/lib/mailroot/store'
import { catalogEntry } from '@/lib/xmail/catalog'
import type { MailRootPath } from '@/lib/xmail/path'
import { type Document, parseDocument, printDocument } from '@/lib/xmail/tab'
import { makeLine } from '@/lib/xmail/tab/line'
import { applyEdit, type Edit, removesFile } from '@/lib/xmail/tables'
import { type DiffLine, diffLines } from './diff-lines'

/**
 * One file of a Plan: what is there, what will be there, and both as XMail's lines. `before` is null for a new file,
 * `after` for one that is removed.
 */
export interface FileChange {
  readonly path: MailRootPath
  readonly before: Uint8Array | null
  readonly after: Uint8Array | null
  readonly beforeDocument: Document | null
  readonly afterDocument: Document
  readonly diff: readonly DiffLine[]
}

/** What a list of Edits makes of a Snapshot. Frozen facts: nothing has been done yet. */
export interface Plan {
  readonly files: readonly FileChange[]
}

/**
 * Pure. Applies the edits in order to the files of the snapshot. Files whose bytes come out unchanged are left out; if
 * none is left: NOTHING_TO_CHANGE. A file that cannot be written faithfully over this connection: its own fault.
 */
export function planChange(snapshot: Snapshot, edits: readonly Edit[]): Result<Plan> {
  const documents = new Map<MailRootPath, Document>()
  const removed = new Set<MailRootPath>()
  for (const edit of edits) {
    const start = documents.get(edit.path) ?? openForEdit(snapshot, edit.path)
    if ('ok' in start && !start.ok) return start
    const document = 'ok' in start ? start.value : start
    const edited = applyEdit(document, edit)
    if (!edited.ok) return edited
    documents.set(edit.path, edited.value)
    if (removesFile(edit)) removed.add(edit.path)
    else removed.delete(edit.path)
  }
  const files = [...documents]
    .map(([path, document]) => fileChange(snapshot.files.get(path), path, document, removed.has(path)))
    .filter((file) => file !== null)
  return files.length === 0 ? err('NOTHING_TO_CHANGE') : ok(Object.freeze({ files }))
}

/** The Document of a file in a snapshot; an absent file is an empty one. */
export function openDocument(file: FileSnapshot | undefined, path: MailRootPath): Result<Document> {
  const entry = catalogEntry(path)
  if (!entry) return err('TABLE_UNKNOWN', { path })
  if (!file) return err('FILE_NOT_FOUND', { path })
  if (file.state === 'unreadable') return { ok: false, error: file.fault }
  return ok(parseDocument(file.state === 'present' ? file.bytes : new Uint8Array(), entry.format))
}

function openForEdit(snapshot: Snapshot, path: MailRootPath): Result<Document> {
  const file = snapshot.files.get(path)
  if (catalogEntry(path)?.indexed) return err('TABLE_INDEXED', { path })
  if (file?.state === 'present' && file.notEditable) return { ok: false, error: file.notEditable }
  return openDocument(file, path)
}

function fileChange(
  file: FileSnapshot | undefined,
  path: MailRootPath,
  edited: Document,
  isRemoved: boolean,
): FileChange | null {
  const before = file?.state === 'present' ? file.bytes : null
  const afterDocument = isRemoved ? edited : endLastLine(edited, before)
  const after = isRemoved ? null : printDocument(afterDocument)
  if (before === after || (before && after && sameBytes(before, after))) return null
  const beforeDocument = before ? parseDocument(before, afterDocument.format) : null
  return { path, before, after, beforeDocument, afterDocument, diff: diffOf(beforeDocument, afterDocument) }
}

/** Two versions of a catalogued file, compared as a Plan's are. Throws for a file that is not in the catalog. */
export function compareFiles(
  path: MailRootPath,
  before: Uint8Array | null,
  after: Uint8Array | null,
): FileChange {
  const format = catalogEntry(path)?.format
  if (!format) throw new Error(`${path} is not in the catalog`)
  const beforeDocument = before && parseDocument(before, format)
  const afterDocument = parseDocument(after ?? new Uint8Array(), format)
  return { path, before, after, beforeDocument, afterDocument, diff: diffOf(beforeDocument, afterDocument) }
}

function diffOf(before: Document | null, after: Document): DiffLine[] {
  return diffLines(
    (before?.lines ?? []).map((line) => line.raw),
    after.lines.map((line) => line.raw),
  )
}

/**
 * In a file that ended its last line a new last line is ended too. XMail adds the end to what comes over CTRL (semantics.md
 * 8.3), and the file that is read back would not be the planned one. A file that ends without one goes on so.
 */
function endLastLine(doc: Document, before: Uint8Array | null): Document {
  const last = doc.lines.at(-1)
  if (!last || last.raw.endsWith('\n')) return doc
  const wasOpen = before && before.length > 0 && before.at(-1) !== LINE_FEED
  return wasOpen ? doc : { ...doc, lines: doc.lines.with(-1, makeLine(last.raw + doc.lineEnd, doc.format)) }
}

const LINE_FEED = 0x0a

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i])
}
