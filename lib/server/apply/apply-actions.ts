import 'server-only'
import { z } from 'zod'
import { action } from '../action'
import { overrideSchema } from '../assertions/override'
import { getContainer } from '../container'
import { applyDraft as apply } from './apply-draft'
import { askPutBack, keep, letStand } from './decide-revision'
import { settleDoubt } from './settle-doubt'

const serverId = z.string().min(1).max(100)
const oneRevision = z.object({ serverId, revisionId: z.string().min(1).max(100) })

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
  name: 'change.apply',
  detail: ({ reason, base, pinsNew, override }) => ({
    ...{ reason, files: Object.keys(base) },
    ...(pinsNew && { pinsNew }),
    ...(override && { override }),
  }),
  run: async ({ input, actor }) => apply(await getContainer(), { ...input, person: actor }),
})

export const lookAgain = action({
  input: oneRevision,
  can: 'change.apply',
  name: 'change.look-again',
  detail: ({ revisionId }) => ({ revisionId }),
  run: async ({ input }) => settleDoubt(await getContainer(), input.serverId, input.revisionId),
})

export const keepChange = action({
  input: oneRevision,
  can: 'change.apply',
  name: 'change.keep',
  detail: ({ revisionId }) => ({ revisionId }),
  run: async ({ input, actor }) => keep(await getContainer(), { ...input, person: actor }),
})

export const putChangeBack = action({
  input: oneRevision,
  can: 'change.apply',
  name: 'change.put-back',
  detail: ({ revisionId }) => ({ revisionId }),
  run: async ({ input, actor }) => askPutBack(await getContainer(), { ...input, person: actor }),
})

/** Only for who may set up the server: the console stops caring for what it began. */
export const letChangeStand = action({
  input: oneRevision,
  can: 'server.configure',
  name: 'change.let-stand',
  detail: ({ revisionId }) => ({ revisionId }),
  run: async ({ input, actor }) => letStand(await getContainer(), { ...input, person: actor }),
})
