import { randomBytes } from 'node:crypto'
import { APIError } from 'better-auth/api'
import { findStoredPerson, type StoredPerson } from '@/lib/db/people'
import { err, ok, type Result } from '@/lib/errors'
import { checkPassword } from '@/lib/people/password-strength'
import type { LinkPasswordInput } from '@/lib/people/people-schema'
import type { Container } from '../container'

type World = Pick<Container, 'auth' | 'records' | 'now'>

/** Long enough for a weekend, and short enough that it is not still good when a mailbox is stolen. */
const GOOD_FOR_MS = 72 * 60 * 60 * 1000
const TOKEN_BYTES = 24

export interface OneTimeLink {
  readonly url: string
  /** Milliseconds since the epoch. */
  readonly expiresAt: number
}

/**
 * A link by which a person sets their own password, once; links of before are void. It is better-auth's reset of a password,
 * which keeps only a hash of the token: nobody can show the link again.
 */
export async function makeOneTimeLink(
  { auth, now, env }: World & Pick<Container, 'env'>,
  personId: string,
): Promise<OneTimeLink> {
  const { internalAdapter } = await auth.$context
  await voidOneTimeLinks({ auth }, personId)
  const token = randomBytes(TOKEN_BYTES).toString('base64url')
  const expiresAt = now() + GOOD_FOR_MS
  const identifier = identifierOf(token)
  await internalAdapter.createVerificationValue({
    identifier,
    value: personId,
    expiresAt: new Date(expiresAt),
  })
  return { url: `${env.origin}/set-password?token=${token}`, expiresAt }
}

export async function voidOneTimeLinks({ auth }: Pick<World, 'auth'>, personId: string): Promise<void> {
  const { adapter } = await auth.$context
  await adapter.deleteMany({ model: 'verification', where: [{ field: 'value', value: personId }] })
}

/** Whose link it is, without using it. Null: nobody's any more. */
export async function findLinkPerson(
  { auth, records, now }: World,
  token: string,
): Promise<StoredPerson | null> {
  const { internalAdapter } = await auth.$context
  const found = await internalAdapter.findVerificationValue(identifierOf(token))
  if (!found || found.expiresAt.getTime() <= now()) return null
  const person = await findStoredPerson(records, found.value)
  return person && !person.isSuspended ? person : null
}

/**
 * Sets the password and spends the link; of two calls with one link, one wins. Every session of the person ends. Errors:
 * LINK_INVALID, PASSWORD_TOO_WEAK (beside `password`).
 */
export async function setPasswordByLink(
  world: World,
  { token, password }: LinkPasswordInput,
): Promise<Result<StoredPerson>> {
  const person = await findLinkPerson(world, token)
  if (!person) return err('LINK_INVALID')
  const strong = checkPassword(password, person)
  if (!strong.ok) return strong
  try {
    await world.auth.api.resetPassword({ body: { newPassword: password, token } })
  } catch (error) {
    if (error instanceof APIError && error.statusCode < 500) return err('LINK_INVALID')
    throw error
  }
  return ok(person)
}

/** As better-auth names what its reset of a password looks for. */
function identifierOf(token: string): string {
  return `reset-password:${token}`
}
