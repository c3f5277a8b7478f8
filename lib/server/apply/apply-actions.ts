import 'server-only'
import { z } from 'zod'
import { action } from '../action'
import { overrideSchema } from '../assertions/override'
import { getContainer } from '../container'
import { applyDraft as apply } from './apply-draft'
import { settleDoubt } from './settle-doubt'

const serverId = z.string().min(1).max(100)

export const applyDraft = action({
  input: z.object({
    serverId,
    reason: z.string().trim().max(500),
    version: z.number().int(),
    base: z.record(z.string().max(300), z.string().length(64).nullable()),
    pinsNew: z.boolean().default(false),
    override: overrideSchema.optional(),
  }),
  can: 'change.apply',
  detail: ({ reason, base, pinsNew, override }) => ({
    ...{ reason, files: Object.keys(base) },
    ...(pinsNew && { pinsNew }),
    ...(override && { override }),
  }),
  run: async ({ input, actor }) => apply(await getContainer(), { ...input, person: actor }),
})

export const lookAgain = action({
  input: z.object({ serverId, revisionId: z.string().min(1).max(100) }),
  can: 'change.apply',
  name: 'change.look-again',
  detail: ({ revisionId }) => ({ revisionId }),
  run: async ({ input }) => settleDoubt(await getContainer(), input.serverId, input.revisionId),
})
