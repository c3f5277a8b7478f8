import 'server-only'
import { z } from 'zod'
import { deleteDraft } from '@/lib/db/drafts'
import { err, ok } from '@/lib/errors'
import { mayMakeEdit } from '@/lib/people/edit-permissions'
import { editSchema } from '@/lib/xmail/tables'
import { action } from '../action'
import { getContainer } from '../container'
import { refuseTrustedSwitch } from '../tls/refuse-trusted-switch'
import { discardEdit } from './discard-edit'
import { resolveDraft } from './resolve-draft'
import { stageEdit } from './stage-edit'

const serverId = z.string().min(1).max(100)

/**
 * Puts an edit of any table into the draft. Whoever makes it, a form, a paste or a fix button: the table refuses what
 * cannot be, and the role what it may not. Errors: FORBIDDEN, TRUSTED_FILE_MISSING, those of the table.
 */
export const stageTableEdit = action({
  // What is put back is made here, from bytes that no browser has seen (`stageUndo`).
  input: z.object({ serverId, edit: editSchema.refine(({ table }) => table !== 'undo') }),
  can: 'draft.edit',
  name: 'draft.edit',
  detail: ({ edit }) => ({ table: edit.table, path: edit.path, op: edit.op }),
  run: async ({ input, actor }) => {
    const { edit } = input
    if (!mayMakeEdit(actor.role, edit)) return err('FORBIDDEN', { role: actor.role })
    const world = await getContainer()
    const missing = await refuseTrustedSwitch(world, input.serverId, actor, edit)
    if (missing) return { ok: false, error: missing }
    return stageEdit(world, {
      serverId: input.serverId,
      person: actor,
      path: edit.path,
      makeEdit: () => ok(edit),
    })
  },
})

/** Takes an edit, or one network of an edit, out of the draft that the person saw. Errors: those of `discardEdit`. */
export const discardFromDraft = action({
  input: z.object({
    serverId,
    version: z.number().int(),
    edit: z.number().int().min(0),
    network: z.string().max(100).optional(),
  }),
  can: 'draft.edit',
  name: 'draft.discard',
  run: async ({ input, actor }) => discardEdit(await getContainer(), { ...input, person: actor }),
})

const digests = z.record(z.string().max(300), z.string().max(64).nullable())

/** Has a draft go on from what the server holds now, with a choice for what collides. Errors: those of `resolveDraft`. */
export const resolveOwnDraft = action({
  input: z.object({
    serverId,
    version: z.number().int(),
    now: digests,
    choices: z
      .array(z.object({ edit: z.number().int().min(0), choice: z.enum(['mine', 'theirs']) }))
      .max(10_000),
  }),
  can: 'draft.edit',
  name: 'draft.resolve',
  detail: ({ choices }) => ({ choices }),
  run: async ({ input, actor }) => resolveDraft(await getContainer(), { ...input, person: actor }),
})

/** Takes all of it out. */
export const throwDraftAway = action({
  input: z.object({ serverId }),
  can: 'draft.edit',
  name: 'draft.throw-away',
  run: async ({ input, actor }) => {
    const { records } = await getContainer()
    await deleteDraft(records, input.serverId, actor.id)
    return ok(null)
  },
})
