import 'server-only'
import { z } from 'zod'
import { draftChoicesSchema, newPersonSchema, rolesSchema } from '@/lib/people/people-schema'
import { action } from '../action'
import { getContainer } from '../container'
import * as people from './manage-people'

const personId = z.string().min(1).max(100)
const onePerson = z.object({ personId })

/** Gives back the link, which is shown once. */
export const addPerson = action({
  input: newPersonSchema,
  can: 'people.manage',
  name: 'people.add',
  detail: ({ name, email, role, servers }) => ({ name, email, role, servers }),
  run: async ({ input, actor }) => people.addPerson(await getContainer(), actor, input),
})

export const changePersonRoles = action({
  input: rolesSchema.extend({ personId }),
  can: 'people.manage',
  name: 'people.roles',
  detail: ({ personId: id, role, servers }) => ({ personId: id, role, servers }),
  run: async ({ input: { personId: id, ...roles }, actor }) =>
    people.changePersonRoles(await getContainer(), actor, id, roles),
})

export const suspendPerson = action({
  input: onePerson.extend({ isSuspended: z.boolean() }),
  can: 'people.manage',
  name: 'people.suspend',
  detail: (input) => input,
  run: async ({ input, actor }) =>
    people.suspendPerson(await getContainer(), actor, input.personId, input.isSuspended),
})

export const endPersonSessions = action({
  input: onePerson,
  can: 'people.manage',
  name: 'people.end-sessions',
  detail: (input) => input,
  run: async ({ input, actor }) => people.endPersonSessions(await getContainer(), actor, input.personId),
})

/** Gives back the link, which is shown once. */
export const resetPerson = action({
  input: onePerson,
  can: 'people.manage',
  name: 'people.reset',
  detail: (input) => input,
  run: async ({ input, actor }) => people.resetPerson(await getContainer(), actor, input.personId),
})

export const removePerson = action({
  input: onePerson.extend({ drafts: draftChoicesSchema }),
  can: 'people.manage',
  name: 'people.remove',
  detail: (input) => input,
  run: async ({ input, actor }) =>
    people.removePerson(await getContainer(), actor, input.personId, input.drafts),
})
