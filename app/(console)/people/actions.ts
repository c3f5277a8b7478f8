'use server'

import { revalidatePath } from 'next/cache'
import * as people from '@/lib/server/people/people-actions'

export async function addPerson(input: unknown) {
  return people.addPerson(input)
}

export async function changePersonRoles(personId: string, roles: { role: unknown; servers: unknown }) {
  const changed = await people.changePersonRoles({ ...roles, personId })
  if (changed.ok) revalidatePath('/people')
  return changed
}

export async function suspendPerson(personId: string, isSuspended: boolean) {
  return people.suspendPerson({ personId, isSuspended })
}

export async function endPersonSessions(personId: string) {
  return people.endPersonSessions({ personId })
}

export async function resetPerson(personId: string) {
  return people.resetPerson({ personId })
}

export async function removePerson(personId: string, drafts: unknown) {
  const removed = await people.removePerson({ personId, drafts })
  if (removed.ok) revalidatePath('/people')
  return removed
}
