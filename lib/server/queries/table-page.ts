import 'server-only'
import { type Fault, ok, type Result } from '@/lib/errors'
import { can } from '@/lib/people/roles'
import { mailRootPath } from '@/lib/xmail/path'
import { toByteString } from '@/lib/xmail/tab'
import type { Edit, MayConfirm } from '@/lib/xmail/tables'
import { getContainer } from '../container'
import { mayConfirm } from '../draft/relay-actions'
import { requirePermission } from '../require-permission'
import { readOwnDraft } from './draft'

/** What the page of a table without secrets gets: the file as it is now, and one's own draft. The browser reads both. */
export interface TablePage {
  /** A byte string; '' where there is no file. */
  readonly text: string
  readonly present: boolean
  readonly notEditable: Fault | null
  readonly edits: readonly Edit[]
  readonly draftVersion: number
  readonly takenAt: number
  readonly mayEdit: boolean
  readonly mayConfirm: MayConfirm
}

/** Files without secrets that have a page of their own. */
export type PlainFile = 'smtprelay.tab' | `${'smtp' | 'pop3' | 'ctrl' | 'finger'}.ipmap.tab`

/** Reads one file of a server for its page. Never for a file with secrets: its text goes to the browser whole. */
export async function readTablePage(serverId: string, file: PlainFile): Promise<Result<TablePage>> {
  const person = await requirePermission('server.read')
  const draft = await readOwnDraft(serverId)
  if (!draft.ok) return draft
  const { stores } = await getContainer()
  const store = await stores.storeFor(serverId)
  if (!store.ok) return store
  const path = mailRootPath(file)
  const snapshot = await store.value.readSnapshot([path])
  if (!snapshot.ok) return snapshot
  const found = snapshot.value.files.get(path)
  if (found?.state === 'unreadable') return { ok: false, error: found.fault }
  const present = found?.state === 'present'
  return ok({
    text: present ? toByteString(found.bytes) : '',
    present,
    notEditable: (present && found.notEditable) || null,
    edits: draft.value.edits,
    draftVersion: draft.value.version,
    takenAt: snapshot.value.takenAt,
    mayEdit: can(person.role, 'draft.edit'),
    mayConfirm: mayConfirm(person.role),
  })
}
