import 'server-only'
import { z } from 'zod'
import { addAssertions, deleteAssertion, updateAssertion } from '@/lib/db/assertions'
import { readServer } from '@/lib/db/servers'
import { err } from '@/lib/errors'
import { assertionSchema, MAX_ASSERTIONS, notedAssertionSchema, noteSchema } from '@/lib/xmail/assertions'
import { action } from '../action'
import { getContainer } from '../container'

const id = z.string().min(1).max(100)

/** Adds sentences that the server has not yet: one that was typed, a suggestion, or a whole file. */
export const addServerAssertions = action({
  input: z.object({ serverId: id, assertions: z.array(notedAssertionSchema).min(1).max(MAX_ASSERTIONS) }),
  can: 'assertion.edit',
  name: 'assertion.add',
  detail: ({ assertions }) => ({ assertions }),
  run: async ({ input, actor }) => {
    const { records } = await getContainer()
    if (!(await readServer(records, input.serverId))) return err('NOT_FOUND')
    return addAssertions(records, { serverId: input.serverId, actorName: actor.name }, input.assertions)
  },
})

export const changeServerAssertion = action({
  input: z.object({ serverId: id, id, assertion: assertionSchema, note: noteSchema }),
  can: 'assertion.edit',
  name: 'assertion.change',
  detail: ({ id, assertion, note }) => ({ id, assertion, note }),
  run: async ({ input, actor }) => {
    const { records } = await getContainer()
    const author = { serverId: input.serverId, actorName: actor.name }
    return updateAssertion(records, author, input.id, input)
  },
})

export const removeServerAssertion = action({
  input: z.object({ serverId: id, id }),
  can: 'assertion.edit',
  name: 'assertion.remove',
  detail: ({ id }) => ({ id }),
  run: async ({ input }) => {
    const { records } = await getContainer()
    return deleteAssertion(records, input.serverId, input.id)
  },
})
