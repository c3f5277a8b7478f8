import type { ServerRoles } from '@/lib/people/person'
import type { Role } from '@/lib/people/roles'

/** A person as the page shows them. */
export interface ShownPerson {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly role: Role
  readonly servers: ServerRoles
  readonly state: 'active' | 'invited' | 'suspended'
  readonly lastSignIn: number | null
  readonly isSelf: boolean
  readonly mayChange: boolean
}

export interface NamedServer {
  readonly id: string
  readonly name: string
}

/** A one-time link; `expiresAt`: milliseconds since the epoch. */
export interface ShownLink {
  readonly url: string
  readonly expiresAt: number
}
