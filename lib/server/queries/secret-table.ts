import 'server-only'
import { openDocument } from '@/lib/changes/plan'
import { type Fault, ok, type Result } from '@/lib/errors'
import { can } from '@/lib/people/roles'
import { mailRootPath } from '@/lib/xmail/path'
import { type Document, decodeText } from '@/lib/xmail/tab'
import {
  applyEdits,
  type CtrlaccountsRow,
  findEditOfLine,
  readCtrlaccounts,
  readSmtpauth,
  type SmtpauthRow,
} from '@/lib/xmail/tables'
import { type ComparedRow, mergeInFileOrder } from '@/lib/xmail/tables/draft-rows'
import { getContainer } from '../container'
import { requirePermission } from '../require-permission'
import { readOwnDraft } from './draft'

/** What the page of a table with passwords gets: its rows, which hold none. The file itself stays on the server. */
export interface SecretTable<Row> {
  readonly rows: readonly ComparedRow<Row>[]
  readonly present: boolean
  readonly notEditable: Fault | null
  readonly stale: Fault | null
  readonly draftVersion: number
  readonly takenAt: number
  readonly mayEdit: boolean
  readonly mayControl: boolean
}

/** The accounts of smtpauth.tab. Errors: those of reading. */
export function readSmtpauthTable(serverId: string): Promise<Result<SecretTable<SmtpauthRow>>> {
  return readSecretTable(serverId, 'smtpauth.tab', readSmtpauth, (row, text) => ({
    ...row,
    user: row.user === null ? null : text(row.user),
  }))
}

/** The administrators of ctrlaccounts.tab. Errors: those of reading. */
export function readCtrlaccountsTable(serverId: string): Promise<Result<SecretTable<CtrlaccountsRow>>> {
  return readSecretTable(serverId, 'ctrlaccounts.tab', readCtrlaccounts, (row, text) => ({
    ...row,
    user: row.user === null ? null : text(row.user),
  }))
}

async function readSecretTable<Row extends { readonly line: number; readonly was: string }>(
  serverId: string,
  file: string,
  read: (doc: Document) => readonly Row[],
  inText: (row: Row, text: (bytes: string) => string) => Row,
): Promise<Result<SecretTable<Row>>> {
  const person = await requirePermission('server.read', serverId)
  const path = mailRootPath(file)
  const draft = await readOwnDraft(serverId)
  if (!draft.ok) return draft
  const store = await (await getContainer()).stores.storeFor(serverId)
  if (!store.ok) return store
  const snapshot = await store.value.readSnapshot([path])
  if (!snapshot.ok) return snapshot
  const found = snapshot.value.files.get(path)
  const opened = openDocument(found, path)
  if (!opened.ok) return opened
  const live = opened.value
  const { document: drafted, stale } = applyEdits(live, path, draft.value.edits)
  const rows = mergeInFileOrder({ live, drafted, liveRows: read(live), draftedRows: read(drafted) })
  const present = found?.state === 'present'
  return ok({
    rows: rows.map((row) => {
      const line = (row.change === 'added' ? drafted : live).lines[row.row.line]
      const origin =
        line && row.change !== 'none' ? findEditOfLine(live, draft.value.edits, path, line, row.change) : null
      return { ...row, row: inText(row.row, (bytes) => decodeText(drafted, bytes)), origin }
    }),
    present,
    notEditable: (present && found.notEditable) || null,
    stale,
    draftVersion: draft.value.version,
    takenAt: snapshot.value.takenAt,
    mayEdit: can(person.role, 'draft.edit'),
    mayControl: can(person.role, 'server.control'),
  })
}
