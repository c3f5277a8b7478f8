import 'server-only'
import { describeMeaning } from '@/lib/changes/meaning'
import { type Plan, planChange } from '@/lib/changes/plan'
import { readServer } from '@/lib/db/servers'
import { err, type Fault, ok } from '@/lib/errors'
import type { MailRootStore, Snapshot } from '@/lib/mailroot/store'
import { can } from '@/lib/people/roles'
import { type Edit, hideSecrets, type TextHunk } from '@/lib/xmail/tables'
import { checkPair } from '../apply/check-pair'
import { readBeside } from '../apply/read-beside'
import { readFilesOf } from '../apply/read-files-of'
import { listByHand } from '../by-hand/list-by-hand'
import { getContainer } from '../container'
import { requirePermission } from '../require-permission'
import { checkTrustedFile } from '../tls/check-trusted-file'
import { foreseeWayIn, installsCertificate, NO_WAY_IN } from '../tls/foresee-way-in'
import { readOwnDraft } from './draft'
import { showDiff } from './show-plan'
import { readRebase } from './show-rebase'

/** Enough to recognise an edit; the diff has all of it. */
const MAX_LISTED = 5

/** What one's own draft would do to what the server holds at this moment. Errors: those of reading. */
export async function readReview(serverId: string) {
  const person = await requirePermission('server.read', serverId)
  const draft = await readOwnDraft(serverId)
  if (!draft.ok) return draft
  const world = await getContainer()
  const { records, stores, now } = world
  const server = await readServer(records, serverId)
  if (!server) return err('NOT_FOUND')
  const { edits, version } = draft.value
  const frame = {
    serverName: server.name,
    draftVersion: version,
    confirmSeconds: server.confirmSeconds,
    probes: server.probes,
  }
  if (edits.length === 0)
    return ok({
      ...{ ...frame, edits: [], plan: null, fault: null, wayIn: NO_WAY_IN, mayPin: false },
      ...{ atomicReplace: true, takenAt: now(), rebase: null },
    })
  const store = await stores.storeFor(serverId)
  if (!store.ok) return store
  const snapshot = await readFilesOf(store.value, edits)
  if (!snapshot.ok) return snapshot
  const rebase = await readRebase(world, serverId, draft.value, snapshot.value, shorten)
  if (!rebase.ok) return rebase
  const plan = planChange(snapshot.value, edits)
  const collides = rebase.value?.files.some(({ collided }) => collided.length > 0) ?? false
  const wayIn = await foreseeWayIn(world, serverId, edits)
  return ok({
    ...frame,
    edits: edits.map((edit, i) => ({
      ...shorten(edit),
      fault: plan.ok ? null : faultOf(snapshot.value, edits, i),
    })),
    rebase: rebase.value,
    plan:
      plan.ok && !collides
        ? {
            files: plan.value.files.map(showDiff),
            meaning: describeMeaning(plan.value, await readBeside(store.value, plan.value)),
            base: baseOf(snapshot.value),
            byHand: listByHand(plan.value.files, store.value.kind === 'ctrl' ? 'ctrl' : 'folder'),
          }
        : null,
    // What collides says by itself what is wrong, and how to go on.
    fault: collides ? null : plan.ok ? await findFault(store.value, plan.value) : plan.error,
    wayIn: wayIn.ok ? wayIn.value : NO_WAY_IN,
    mayPin: installsCertificate(edits) && can(person.role, 'server.configure'),
    atomicReplace: store.value.abilities.atomicReplace,
    takenAt: snapshot.value.takenAt,
  })
}

/** What applying would refuse. */
async function findFault(store: MailRootStore, plan: Plan): Promise<Fault | null> {
  return (await checkPair(store, plan)) ?? checkTrustedFile(store, plan)
}

/** Without passwords, and of a long list only its beginning. */
function shorten(edit: Edit): { edit: Edit; count: number } {
  const shown = hideSecrets(edit)
  if ('rows' in shown)
    return { edit: { ...shown, rows: shown.rows.slice(0, MAX_LISTED) }, count: shown.rows.length }
  if (shown.table === 'smtprelay' && shown.op === 'add')
    return { edit: { ...shown, networks: shown.networks.slice(0, MAX_LISTED) }, count: shown.networks.length }
  if ('rules' in shown) return shortenRules(shown)
  if ('patterns' in shown)
    return { edit: { ...shown, patterns: shown.patterns.slice(0, MAX_LISTED) }, count: shown.patterns.length }
  if ('accounts' in shown) return shortenAccounts(shown)
  // The diff has the lines.
  if (shown.table === 'text') return { edit: { ...shown, hunks: [] }, count: countLines(shown.hunks) }
  if (edit.table === 'undo') return shortenUndo(edit)
  return { edit: shown, count: 1 }
}

function shortenUndo(edit: Extract<Edit, { table: 'undo' }>): { edit: Edit; count: number } {
  if (edit.op === 'change') return { edit: { ...edit, hunks: [] }, count: countLines(edit.hunks) }
  return { edit: { ...edit, lines: [] }, count: edit.lines.length }
}

/** A line that became another is one. */
function countLines(hunks: readonly TextHunk[]): number {
  return hunks.reduce((sum, { was, now }) => sum + Math.max(was.length, now.length), 0)
}

function shortenRules(edit: Extract<Edit, { rules: readonly unknown[] }>): { edit: Edit; count: number } {
  const count = edit.rules.length
  // What is cut is of the same table as what it was cut from; only the compiler cannot see that.
  return { edit: { ...edit, rules: edit.rules.slice(0, MAX_LISTED) } as Edit, count }
}

function shortenAccounts(edit: Extract<Edit, { accounts: readonly unknown[] }>): {
  edit: Edit
  count: number
} {
  const count = edit.accounts.length
  return { edit: { ...edit, accounts: edit.accounts.slice(0, MAX_LISTED) } as Edit, count }
}

/** The trouble of the one edit that the plan stumbled over; those behind it were not tried. */
function faultOf(snapshot: Snapshot, edits: readonly Edit[], index: number): Fault | null {
  const upTo = planChange(snapshot, edits.slice(0, index + 1))
  if (upTo.ok || upTo.error.code === 'NOTHING_TO_CHANGE') return null
  const before = index === 0 ? null : planChange(snapshot, edits.slice(0, index))
  const alreadyBroken = before && !before.ok && before.error.code !== 'NOTHING_TO_CHANGE'
  return alreadyBroken ? null : upTo.error
}

function baseOf(snapshot: Snapshot): Record<string, string | null> {
  return Object.fromEntries(
    [...snapshot.files].map(([path, file]) => [path, file.state === 'present' ? file.digest : null]),
  )
}
