import 'server-only'
import { z } from 'zod'
import { err, ok } from '@/lib/errors'
import { mayMakeEdit } from '@/lib/people/edit-permissions'
import { editSchema } from '@/lib/xmail/tables'
import { action } from '../action'
import { getContainer } from '../container'
import { stageEdit } from './stage-edit'

/**
 * Puts an edit of any table into the draft. Whoever makes it, a form, a paste or a fix button: the table refuses what
 * cannot be, and the role what it may not. Errors: FORBIDDEN, those of the table.
 */
export const stageTableEdit = action({
  input: z.object({ serverId: z.string().min(1).max(100), edit: editSchema }),
  can: 'draft.edit',
  name: 'draft.edit',
  detail: ({ edit }) => ({ table: edit.table, path: edit.path, op: edit.op }),
  run: async ({ input, actor }) => {
    const { serverId, edit } = input
    if (!mayMakeEdit(actor.role, edit)) return err('FORBIDDEN', { role: actor.role })
    const world = await getContainer()
    return stageEdit(world, { serverId, person: actor, path: edit.path, makeEdit: () => ok(edit) })
  },
})
