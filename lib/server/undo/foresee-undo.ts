import { compareBytes } from '@/lib/changes/compare-bytes'
import type { UndoPlan } from '@/lib/changes/undo/plan-undo'
import { type Fault, fault, ok, type Result } from '@/lib/errors'
import { digestOf } from '@/lib/mailroot/digest'
import type { FileSnapshot } from '@/lib/mailroot/store'
import type { Person } from '@/lib/people/person'
import { catalogEntry } from '@/lib/xmail/catalog'
import type { MailRootPath } from '@/lib/xmail/path'
import { decodeText, fromByteString, parseDocument, printDocument } from '@/lib/xmail/tab'
import { applyEdit, secretOf, showLine, type UndoAbout } from '@/lib/xmail/tables'
import type { Container } from '../container'
import { type OpenDraft, openDraft } from '../draft/open-draft'
import { isThere, openDrafted } from '../draft/stage-edit'
import { showDiff } from '../queries/show-plan'
import { findTargets, type UndoGoal, type UndoTarget } from './find-targets'
import { editOfStep, mayUndo } from './stage-undo'

/** Lines of a conflict that are others than the change left them; passwords are hidden. Null: no such file. */
export interface ForeseenConflict {
  /** Of its first line in the file as it is now, from 1. */
  readonly line: number
  readonly before: readonly string[] | null
  readonly made: readonly string[] | null
  readonly now: readonly string[] | null
}

/** What becomes of one file. */
export interface ForeseenFile {
  readonly path: MailRootPath
  /** Why nothing can be done to it. */
  readonly fault: Fault | null
  /** Whether the person may. */
  readonly may: boolean
  /** Of the file with the draft’s edits, as it must be when this is put into the draft; null: there is none. */
  readonly digest: string | null
  readonly conflicts: readonly ForeseenConflict[]
  /** Secret contents are not shown in a conflict either. */
  readonly secret: ReturnType<typeof secretOf>
  /** What is done in any case; null: nothing. */
  readonly diff: ReturnType<typeof showDiff> | null
  /** Whether somebody outside of this console has changed it since: that goes with it. */
  readonly changedOutside: boolean
  /** Whether the draft has edits of it, on which this is built. */
  readonly drafted: boolean
}

export interface ForeseenUndo {
  readonly about: UndoAbout
  readonly files: readonly ForeseenFile[]
}

export interface ForeseeUndo {
  readonly serverId: string
  readonly person: Person
  readonly revisionId: string
  readonly goal: UndoGoal
}

/** What taking a change back, or going back to a point, would do now. Errors: those of `findTargets` and of reading. */
export async function foreseeUndo(
  world: Pick<Container, 'records' | 'stores'>,
  { serverId, person, revisionId, goal }: ForeseeUndo,
): Promise<Result<ForeseenUndo>> {
  const found = await findTargets(world, serverId, revisionId, goal)
  if (!found.ok) return found
  const { about, targets } = found.value
  if (targets.length === 0) return ok({ about, files: [] })
  const draft = await openDraft(world.records, serverId, person.id)
  if (!draft.ok) return draft
  const store = await world.stores.storeFor(serverId)
  if (!store.ok) return store
  const snapshot = await store.value.readSnapshot(targets.map(({ path }) => path))
  if (!snapshot.ok) return snapshot
  const files = targets.map((target) =>
    foreseeFile(target, snapshot.value.files.get(target.path), draft.value, person, about),
  )
  return ok({ about, files })
}

function foreseeFile(
  target: UndoTarget,
  file: FileSnapshot | undefined,
  draft: OpenDraft,
  person: Person,
  about: UndoAbout,
): ForeseenFile {
  const { path } = target
  const drafted = draft.edits.some((edit) => edit.path === path)
  const nothing = {
    ...{ path, may: false, digest: null, conflicts: [], secret: secretOf(path, []), diff: null },
    ...{ changedOutside: false, drafted },
  }
  const opened = openDrafted(path, file, draft)
  if (!opened.ok) return { ...nothing, fault: opened.error }
  if (catalogEntry(path)?.indexed) return { ...nothing, fault: fault('TABLE_INDEXED', { path }) }
  const now = isThere(path, file, opened.value, draft) ? printDocument(opened.value) : null
  const plan = target.plan(now)
  const edit = editOfStep(path, about, plan.resolve(plan.conflicts.map(() => 'leave')))
  const edited = edit ? applyEdit(opened.value, edit) : null
  const after = edit?.op === 'remove-file' ? null : edited?.ok ? printDocument(edited.value) : now
  const change = compareBytes(path, now, after)
  return {
    path,
    fault: edited && !edited.ok ? edited.error : null,
    may: mayUndo(person.role, path, about, plan),
    digest: now && digestOf(now),
    ...showConflicts(path, plan),
    diff: change && showDiff(change),
    changedOutside: target.changedOutside(file?.state === 'present' ? file.bytes : null),
    drafted,
  }
}

/** Lines beyond these help nobody to choose. */
const MAX_CONFLICT_LINES = 40

function showConflicts(
  path: MailRootPath,
  { conflicts }: UndoPlan,
): Pick<ForeseenFile, 'conflicts' | 'secret'> {
  const format = catalogEntry(path)?.format
  if (!format) return { conflicts: [], secret: 'whole' }
  const open = (lines: readonly string[] | null) =>
    lines && parseDocument(fromByteString(lines.join('')), format)
  const sides = conflicts.flatMap(({ before, made, now }) => [open(before), open(made), open(now)])
  const secret = secretOf(path, sides)
  const show = (lines: readonly string[] | null) => {
    const doc = open(lines)
    if (!doc) return null
    const shown = secret === 'whole' ? [] : doc.lines.slice(0, MAX_CONFLICT_LINES)
    return shown.map((line) => decodeText(doc, showLine(path, line)))
  }
  return {
    secret,
    conflicts: conflicts.map(({ at, before, made, now }) => ({
      line: at + 1,
      before: show(before),
      made: show(made),
      now: show(now),
    })),
  }
}
