import type { Records } from '@/lib/db/records'
import { readServerRoles } from '@/lib/db/server-roles'
import type { SignedIn } from '@/lib/people/person'
import { roleSchema } from '@/lib/people/roles'
import type { Auth } from './auth'

/**
 * Whose session these headers carry, or null. A user whose role this version does not know is nobody, and so is one who was
 * suspended, should a session have outlived that.
 */
export async function findPerson(
  { auth, records }: { readonly auth: Auth; readonly records: Records },
  headers: Headers,
): Promise<SignedIn | null> {
  const found = await auth.api.getSession({ headers })
  if (!found || found.user.banned) return null
  const { id, name, email } = found.user
  const role = roleSchema.safeParse(found.user.role)
  if (!role.success) return null
  const servers = role.data === 'by-server' ? await readServerRoles(records, id) : {}
  return { id, name, email, role: role.data, servers }
}
