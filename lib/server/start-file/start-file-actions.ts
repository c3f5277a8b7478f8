import 'server-only'
import { z } from 'zod'
import { ok } from '@/lib/errors'
import { action } from '../action'
import { getContainer } from '../container'
import { switchStartFile as switchIt } from './switch-start-file'

/** Changes the one line of the start file that was shown. It is no file of the MailRoot: only for who may everything. */
export const switchStartFile = action({
  input: z.object({
    serverId: z.string().min(1).max(100),
    to: z.enum(['on', 'off']),
    digest: z.string().length(64),
  }),
  can: 'server.control',
  name: 'change.start-file',
  detail: ({ to }) => ({ to }),
  run: async ({ input, actor }) => {
    const begun = await switchIt(await getContainer(), { ...input, person: actor })
    return begun.ok ? ok({ revisionId: begun.value.revisionId }) : begun
  },
})
