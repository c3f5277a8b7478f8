import 'server-only'
import { notFound } from 'next/navigation'
import type { Person } from '@/lib/people/person'
import { can, type Permission } from '@/lib/people/roles'
import { requirePerson } from './session'

/** For queries: who is asking. To somebody whose role does not include it, what is asked for does not exist. */
export async function requirePermission(permission: Permission): Promise<Person> {
  const person = await requirePerson()
  return can(person.role, permission) ? person : notFound()
}
