import { isUniqueViolation } from '@/lib/db/driver'
import { newId } from '@/lib/db/new-id'
import { err, ok, type Result } from '@/lib/errors'
import type { Person } from '@/lib/people/person'
import type { Role } from '@/lib/people/roles'
import type { Auth } from './auth'

export interface NewPerson {
  readonly email: string
  readonly name: string
  readonly role: Role
  /**
   * From `hashPassword`: hashing takes long, and the caller may hold a one-time token only briefly. Null: they set one
   * themselves, by a one-time link, and cannot sign in until then.
   */
  readonly passwordHash: string | null
}

/** Makes a user, with their password if it is known: both or neither. Error: NAME_TAKEN, beside `email`. */
export async function createPerson(auth: Auth, person: NewPerson): Promise<Result<Person>> {
  const { adapter } = await auth.$context
  const at = new Date()
  const id = newId(at.getTime())
  const email = person.email.toLowerCase()
  const stamps = { createdAt: at, updatedAt: at }
  try {
    await adapter.transaction(async (inside) => {
      await inside.create({
        model: 'user',
        forceAllowId: true,
        data: { id, email, name: person.name, role: person.role, emailVerified: true, ...stamps },
      })
      if (person.passwordHash === null) return
      await inside.create({
        model: 'account',
        data: {
          accountId: id,
          providerId: 'credential',
          userId: id,
          password: person.passwordHash,
          ...stamps,
        },
      })
    })
  } catch (error) {
    if (isUniqueViolation(error)) return err('NAME_TAKEN', undefined, 'email')
    throw error
  }
  return ok({ id, email, name: person.name, role: person.role })
}

/** The password in the form that is stored (scrypt, on a thread of its own). */
export async function hashPassword(auth: Auth, password: string): Promise<string> {
  return (await auth.$context).password.hash(password)
}
