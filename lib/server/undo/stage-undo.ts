import type { UndoChoice, UndoPlan, UndoStep } from '@/lib/changes/undo/plan-undo'
import { err, ok, type Result } from '@/lib/errors'
import { digestOf } from '@/lib/mailroot/digest'
import { mayMakeEdit } from '@/lib/people/edit-permissions'
import type { Person } from '@/lib/people/person'
import type { MailRootPath } from '@/lib/xmail/path'
import { printDocument } from '@/lib/xmail/tab'
import type { Edit, UndoAbout } from '@/lib/xmail/tables'
import type { Container } from '../container'
import { stageEdits } from '../draft/stage-edit'
import { findTargets, type UndoGoal } from './find-targets'

export interface StageUndo {
  readonly serverId: string
  readonly person: Person
  readonly revisionId: string
  readonly goal: UndoGoal
  /** Path to digest of the files as the person saw them, the draft’s edits included; null: there was none. */
  readonly seen: Readonly<Record<string, string | null>>
  /** Path to what was chosen at each of its conflicts. */
  readonly choices: Readonly<Record<string, readonly UndoChoice[]>>
}

/**
 * Puts into the draft what takes a change back, or goes back to a point, all of it or nothing. Errors: those of
 * `findTargets` and of reading; DRIFTED {path} (the person saw another file); INPUT_INVALID (a conflict without a choice);
 * FORBIDDEN {role}; NOTHING_TO_CHANGE.
 */
export async function stageUndo(
  world: Pick<Container, 'records' | 'stores'>,
  stage: StageUndo,
): Promise<Result<null>> {
  const { serverId, person, revisionId, goal, seen, choices } = stage
  const found = await findTargets(world, serverId, revisionId, goal)
  if (!found.ok) return found
  const { about, targets } = found.value
  if (targets.length === 0) return err('NOTHING_TO_CHANGE')
  return stageEdits(world, {
    serverId,
    person,
    paths: targets.map(({ path }) => path),
    makeEdits(drafted, isThere) {
      const edits: Edit[] = []
      for (const { path, plan } of targets) {
        const now = isThere(path) ? printDocument(drafted(path)) : null
        if ((now && digestOf(now)) !== (seen[path] ?? null)) return err('DRIFTED', { path })
        const planned = plan(now)
        const chosen = choices[path] ?? []
        if (chosen.length !== planned.conflicts.length) return err('INPUT_INVALID')
        const edit = editOfStep(path, about, planned.resolve(chosen))
        if (edit) edits.push(edit)
      }
      if (edits.some((edit) => !mayMakeEdit(person.role, edit)))
        return err('FORBIDDEN', { role: person.role })
      return edits.length > 0 ? ok(edits) : err('NOTHING_TO_CHANGE')
    },
  })
}

/** Null: there is nothing to do. */
export function editOfStep(path: MailRootPath, about: UndoAbout, step: UndoStep): Edit | null {
  const place = { table: 'undo' as const, path, about }
  if (step.op === 'nothing') return null
  if (step.op === 'change') return { ...place, op: 'change', hunks: [...step.hunks] }
  return { ...place, op: step.op, lines: [...step.lines] }
}

/** Whether a role may make this edit whatever is chosen at its conflicts. */
export function mayUndo(role: Person['role'], path: MailRootPath, about: UndoAbout, plan: UndoPlan): boolean {
  const steps = (['leave', 'before'] as const).map((choice) => plan.resolve(plan.conflicts.map(() => choice)))
  return steps.every((step) => {
    const edit = editOfStep(path, about, step)
    return !edit || mayMakeEdit(role, edit)
  })
}
