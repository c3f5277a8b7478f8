import 'server-only'
import { findRevision } from '@/lib/db/revisions'
import { err, ok } from '@/lib/errors'
import { can } from '@/lib/people/roles'
import { getContainer } from '../container'
import { requirePermission } from '../require-permission'
import type { UndoGoal } from '../undo/find-targets'
import { foreseeUndo } from '../undo/foresee-undo'
import { showRevision } from './history'

/** What the page of an undo, or of a restore, shows. Errors: those of `foreseeUndo`. */
export async function readUndo(serverId: string, revisionId: string, goal: UndoGoal) {
  const person = await requirePermission('history.read', serverId)
  const world = await getContainer()
  const revision = await findRevision(world.records, revisionId)
  if (!revision || revision.serverId !== serverId) return err('NOT_FOUND')
  const foreseen = await foreseeUndo(world, { serverId, person, revisionId, goal })
  if (!foreseen.ok) return foreseen
  const { files } = foreseen.value
  return ok({ goal, revision: showRevision(revision), files, mayEdit: can(person.role, 'draft.edit') })
}
