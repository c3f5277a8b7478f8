import 'server-only'
import { z } from 'zod'
import { QUESTION_FIELDS } from '@/lib/xmail/simulator'
import { action } from '../action'
import { readSimulatorAnswer } from '../queries/simulator'

const text = z.string().max(4_000)

/**
 * Answers a question of the simulator. On the server, because an answer may depend on any account: their tables hold
 * passwords and can be of any size, and so they stay here. It asks for the permission itself, and leaves no trace in the
 * audit: it is asked with every pause in typing and changes nothing.
 */
export const askSimulator = action({
  input: z.object({
    serverId: z.string().min(1).max(100),
    form: z.record(z.enum(QUESTION_FIELDS), text),
    /** Null: the files are to be read anew. */
    since: z.number().nullable(),
  }),
  can: 'server.read',
  name: null,
  run: ({ input }) =>
    readSimulatorAnswer(input.serverId, input.form, input.since ?? Number.POSITIVE_INFINITY),
})
