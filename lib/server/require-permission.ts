import 'server-only'
import { notFound } from 'next/navigation'
import type { Person } from '@/lib/people/person'
import { personOn } from '@/lib/people/role-on'
import { can, type Permission, type ServerPermission } from '@/lib/people/roles'
import { requirePerson } from './session'

/**
 * For queries: who is asking, with their role there. To somebody whose role does not include it, what is asked for does not
 * exist. What is of a server cannot be asked without naming it: that is a type error.
 */
export async function requirePermission<P extends Permission>(
  permission: P,
  ...[serverId]: P extends ServerPermission ? [serverId: string] : []
): Promise<Person> {
  const person = personOn(await requirePerson(), serverId)
  return person && can(person.role, permission) ? person : notFound()
}
