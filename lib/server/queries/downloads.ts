import 'server-only'
import { whyNotShown } from '@/lib/changes/by-hand/left-out'
import { printCommands } from '@/lib/changes/by-hand/print-commands'
import type { HandGoal } from '@/lib/changes/by-hand/print-head'
import { type FileChange, type Plan, planChange } from '@/lib/changes/plan'
import { printPatch } from '@/lib/changes/print-patch'
import { readRevision } from '@/lib/db/read-revision'
import { readServer } from '@/lib/db/servers'
import { err, ok, type Result } from '@/lib/errors'
import { connectionSchema } from '@/lib/mailroot/connection'
import { readFilesOf } from '../apply/read-files-of'
import { handWayOf } from '../by-hand/hand-way-of'
import { putBackChanges } from '../by-hand/put-back-changes'
import { getContainer } from '../container'
import { requirePermission } from '../require-permission'
import { readOwnDraft } from './draft'

/** The whole patch of one's own draft, for `patch -p1` or for reading. Errors: those of reading and of the plan. */
export async function readPatch(serverId: string): Promise<Result<string>> {
  const plan = await planOwnDraft(serverId)
  return plan.ok ? ok(printPatch(plan.value)) : plan
}

/** A script that does what one's own draft would do. Errors: as for the patch. */
export async function readCommands(serverId: string): Promise<Result<Uint8Array>> {
  const plan = await planOwnDraft(serverId)
  return plan.ok ? commandsFor(serverId, plan.value.files, 'apply') : plan
}

/** One file as one's own draft would make it. Errors: as for the patch; NOT_FOUND (no such file, or a secret one). */
export async function readDraftedFile(serverId: string, path: string): Promise<Result<Uint8Array>> {
  const plan = await planOwnDraft(serverId)
  return plan.ok ? fileIn(plan.value.files, path) : plan
}

/** A script that writes again what a change has replaced. Errors: NOT_FOUND, SECRET_UNREADABLE. */
export async function readPutBackCommands(serverId: string, revisionId: string): Promise<Result<Uint8Array>> {
  const files = await readPutBack(serverId, revisionId)
  return files.ok ? commandsFor(serverId, files.value, 'put-back') : files
}

/** One file as a change has found it. Errors: NOT_FOUND (there was none, or a secret one), SECRET_UNREADABLE. */
export async function readReplacedFile(
  serverId: string,
  revisionId: string,
  path: string,
): Promise<Result<Uint8Array>> {
  const files = await readPutBack(serverId, revisionId)
  return files.ok ? fileIn(files.value, path) : files
}

async function planOwnDraft(serverId: string): Promise<Result<Plan>> {
  await requirePermission('server.read', serverId)
  const draft = await readOwnDraft(serverId)
  if (!draft.ok) return draft
  const { stores } = await getContainer()
  const store = await stores.storeFor(serverId)
  if (!store.ok) return store
  const snapshot = await readFilesOf(store.value, draft.value.edits)
  return snapshot.ok ? planChange(snapshot.value, draft.value.edits) : snapshot
}

async function readPutBack(serverId: string, revisionId: string): Promise<Result<FileChange[]>> {
  await requirePermission('history.read', serverId)
  const { records } = await getContainer()
  const revision = await readRevision(records, revisionId)
  if (!revision.ok) return revision
  return revision.value.serverId === serverId ? ok(putBackChanges(revision.value.files)) : err('NOT_FOUND')
}

async function commandsFor(
  serverId: string,
  files: readonly FileChange[],
  goal: HandGoal,
): Promise<Result<Uint8Array>> {
  const { records } = await getContainer()
  const server = await readServer(records, serverId)
  if (!server) return err('NOT_FOUND')
  return ok(printCommands(files, handWayOf(connectionSchema.parse(server.connection)), goal).script)
}

function fileIn(files: readonly FileChange[], path: string): Result<Uint8Array> {
  const file = files.find((each) => each.path === path)
  return file?.after && !whyNotShown(file) ? ok(file.after) : err('NOT_FOUND')
}
