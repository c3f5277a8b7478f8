import 'server-only'
import { openDocument, planChange } from '@/lib/changes/plan'
import { readServer } from '@/lib/db/servers'
import { err, type Fault, ok, type Result } from '@/lib/errors'
import { connectionSchema } from '@/lib/mailroot/connection'
import type { Snapshot } from '@/lib/mailroot/store'
import type { MailRootPath } from '@/lib/xmail/path'
import { readStartFile as readText, type StartFileReading } from '@/lib/xmail/start-file'
import { parseStartFilePath } from '@/lib/xmail/start-file-path'
import { type Document, printDocument, toByteString } from '@/lib/xmail/tab'
import { draftFile, type Edit, type StartFileEdit } from '@/lib/xmail/tables'
import { getContainer } from '../container'
import { requirePermission } from '../require-permission'
import { readOwnDraft } from './draft'
import { showDiff } from './show-plan'

/** What the FINGER page says of the start file. Of its text only the one line that changes leaves the server. */
export type StartFilePage =
  /** CTRL reaches no such file, or nobody has named one. */
  | { readonly state: 'by-ctrl' | 'not-named' }
  | { readonly state: 'trouble'; readonly path: string; readonly fault: Fault }
  | {
      readonly state: 'nothing' | 'several' | 'unclear'
      readonly path: string
      /** From 1. */
      readonly lines: readonly number[]
    }
  | {
      /** Whether FINGER is switched off in it. */
      readonly state: 'on' | 'off'
      readonly path: string
      /** What the draft makes of the file; where it changes nothing, what the edit would. */
      readonly diff: ReturnType<typeof showDiff>
      /** What a click puts into the draft. */
      readonly edit: StartFileEdit
      /** The place in the draft of the edit that is there already; null: the draft leaves the file as it is. */
      readonly drafted: number | null
      /** The trouble of an edit of the draft that no longer fits. */
      readonly stale: Fault | null
    }

/** Never throws for the file's trouble, which must not take the rest of the page with it. */
export async function readStartFile(serverId: string): Promise<StartFilePage> {
  await requirePermission('server.read', serverId)
  const world = await getContainer()
  const server = await readServer(world.records, serverId)
  if (server && connectionSchema.parse(server.connection).kind === 'ctrl') return { state: 'by-ctrl' }
  if (!server?.startFile) return { state: 'not-named' }
  const shown = await readNamed(serverId, server.startFile)
  return shown.ok ? shown.value : { state: 'trouble', path: server.startFile, fault: shown.error }
}

async function readNamed(serverId: string, named: string): Promise<Result<StartFilePage>> {
  const path = parseStartFilePath(named)
  if (!path.ok) return path
  const draft = await readOwnDraft(serverId)
  if (!draft.ok) return draft
  const { stores } = await getContainer()
  const store = await stores.storeFor(serverId)
  if (!store.ok) return store
  const snapshot = await store.value.readSnapshot([path.value])
  if (!snapshot.ok) return snapshot
  const live = openDocument(snapshot.value.files.get(path.value), path.value)
  if (!live.ok) return live
  return show(snapshot.value, path.value, live.value, draft.value.edits)
}

function show(
  snapshot: Snapshot,
  path: MailRootPath,
  live: Document,
  edits: readonly Edit[],
): Result<StartFilePage> {
  const reading = readDocument(live)
  if (!('other' in reading)) {
    const { kind, lines } = reading
    return ok({ state: kind, path, lines: lines.map((line) => line + 1) })
  }
  const { document, stale } = draftFile(live, { path, format: live.format }, edits)
  const edit: StartFileEdit = {
    table: 'start-file',
    path,
    op: 'switch-finger',
    to: reading.kind === 'on' ? 'off' : 'on',
  }
  const isDrafted = document !== null && readDocument(document).kind === edit.to
  const plan = planChange(snapshot, [edit])
  const [file] = plan.ok ? plan.value.files : []
  if (!file) return plan.ok ? err('NOTHING_TO_CHANGE') : plan
  const drafted = isDrafted ? edits.findLastIndex((each) => each.path === path) : null
  return ok({ state: reading.kind, path, diff: showDiff(file), edit, drafted, stale })
}

function readDocument(doc: Document): StartFileReading {
  return readText(toByteString(printDocument(doc)))
}
