import 'server-only'
import { z } from 'zod'
import { action } from '../action'
import { getContainer } from '../container'
import { stageUndo as stage } from './stage-undo'

const id = z.string().min(1).max(100)
const path = z.string().max(300)

/** Puts what takes a change back, or goes back to a point in time, into the draft. Errors: those of `stageUndo`. */
export const stageUndo = action({
  input: z.object({
    serverId: id,
    revisionId: id,
    goal: z.enum(['undo', 'restore']),
    seen: z.record(path, z.string().length(64).nullable()),
    choices: z.record(path, z.array(z.enum(['leave', 'before'])).max(20_000)),
  }),
  can: 'draft.edit',
  name: 'draft.undo',
  detail: ({ revisionId, goal, seen }) => ({ revisionId, goal, files: Object.keys(seen) }),
  run: async ({ input, actor }) => stage(await getContainer(), { ...input, person: actor }),
})
