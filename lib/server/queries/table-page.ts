import 'server-only'
import { type Fault, ok, type Result } from '@/lib/errors'
import type { FileSnapshot } from '@/lib/mailroot/store'
import { mayConfirm } from '@/lib/people/may-confirm'
import { can } from '@/lib/people/roles'
import { catalogEntry } from '@/lib/xmail/catalog'
import { type MailRootPath, mailRootPath } from '@/lib/xmail/path'
import { toByteString } from '@/lib/xmail/tab'
import { type Edit, hideSecrets, type MayConfirm } from '@/lib/xmail/tables'
import { getContainer } from '../container'
import { requirePermission } from '../require-permission'
import { readOwnDraft } from './draft'

/** A file without secrets as a page gets it: the browser reads its text with the same code as the server. */
export interface PageFile {
  /** A byte string; '' where there is no file. */
  readonly text: string
  readonly present: boolean
  readonly notEditable: Fault | null
}

/** What the page of some tables gets besides them: one's own draft, and what one may do. */
export interface PageDraft {
  /** All of them, so that their places are those of the draft. Passwords in them are hidden. */
  readonly edits: readonly Edit[]
  readonly draftVersion: number
  readonly takenAt: number
  readonly mayEdit: boolean
  /** Edit what gives the whole server to whoever writes it. */
  readonly mayControl: boolean
  readonly mayConfirm: MayConfirm
}

export interface FilesPage<Path extends string> extends PageDraft {
  readonly files: Readonly<Record<Path, PageFile>>
}

export interface TablePage extends PageFile, PageDraft {}

/** Reads one file of a server for its page; as `readFilesPage`. */
export async function readTablePage(serverId: string, path: string): Promise<Result<TablePage>> {
  const page = await readFilesPage(serverId, [path])
  if (!page.ok) return page
  const { files, ...draft } = page.value
  return ok({ ...draft, ...(files[path] ?? ABSENT) })
}

/** Of a file that is not there. */
export const ABSENT: PageFile = { text: '', present: false, notEditable: null }

/**
 * Reads files of a server for a page, at one moment. Throws for a file with secrets: its text goes to the browser whole.
 * Errors: those of reading; the fault of a file that is there and cannot be read.
 */
export async function readFilesPage<Path extends string>(
  serverId: string,
  paths: readonly Path[],
): Promise<Result<FilesPage<Path>>> {
  const person = await requirePermission('server.read', serverId)
  const known = paths.map((path) => [path, plainPath(path)] as const)
  const draft = await readOwnDraft(serverId)
  if (!draft.ok) return draft
  const { stores } = await getContainer()
  const store = await stores.storeFor(serverId)
  if (!store.ok) return store
  const snapshot = await store.value.readSnapshot(known.map(([, path]) => path))
  if (!snapshot.ok) return snapshot
  const files: Partial<Record<Path, PageFile>> = {}
  for (const [name, path] of known) {
    const found = snapshot.value.files.get(path)
    if (found?.state === 'unreadable') return { ok: false, error: found.fault }
    files[name] = showFile(found)
  }
  return ok({
    files: files as Record<Path, PageFile>,
    edits: draft.value.edits.map(hideSecrets),
    draftVersion: draft.value.version,
    takenAt: snapshot.value.takenAt,
    mayEdit: can(person.role, 'draft.edit'),
    mayControl: can(person.role, 'server.control'),
    mayConfirm: mayConfirm(person.role),
  })
}

function plainPath(path: string): MailRootPath {
  const checked = mailRootPath(path)
  if (catalogEntry(checked)?.secret !== 'none') throw new Error(`${path} may not be shown whole`)
  return checked
}

function showFile(found: FileSnapshot | undefined): PageFile {
  if (found?.state !== 'present') return ABSENT
  return { text: toByteString(found.bytes), present: true, notEditable: found.notEditable || null }
}
