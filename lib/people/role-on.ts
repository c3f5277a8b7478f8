import type { Person, SignedIn } from './person'
import type { Role } from './roles'

/** Somebody's role on one server. Null: for them there is no such server. */
export function roleOn({ role, servers }: Pick<SignedIn, 'role' | 'servers'>, serverId: string): Role | null {
  if (role !== 'by-server') return role
  // The id comes out of a request: `constructor` is nobody's server.
  return Object.hasOwn(servers, serverId) ? (servers[serverId] ?? null) : null
}

/** Somebody as whoever they are on one server, or, without one, in the console. Null: no such server for them. */
export function personOn(signedIn: SignedIn, serverId: string | undefined): Person | null {
  const { id, name, email } = signedIn
  const role = serverId === undefined ? signedIn.role : roleOn(signedIn, serverId)
  return role && { id, name, email, role }
}
