import type { Role, ServerRole } from './roles'

/** Somebody who acts, with the role that counts where they do: on one server, or in the console. */
export interface Person {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly role: Role
}

/** Roles by the id of the server. */
export type ServerRoles = Readonly<Record<string, ServerRole>>

/** Somebody who is signed in, with their role in the console. */
export interface SignedIn extends Person {
  /** What they are on single servers; counts where `role` is `by-server`. */
  readonly servers: ServerRoles
}
