import type { Person } from '@/lib/people/person'
import { roleSchema } from '@/lib/people/roles'
import type { Auth } from './auth'

/** Whose session these headers carry, or null. A user whose role this version does not know is nobody. */
export async function findPerson(auth: Auth, headers: Headers): Promise<Person | null> {
  const found = await auth.api.getSession({ headers })
  if (!found) return null
  const { id, name, email, role } = found.user
  const known = roleSchema.safeParse(role)
  return known.success ? { id, name, email, role: known.data } : null
}
