import type { Role } from './roles'

/** Somebody who is signed in. */
export interface Person {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly role: Role
}
