import { APIError } from 'better-auth/api'
import { err, ok, type Result } from '@/lib/errors'
import { checkPassword } from '@/lib/people/password-strength'
import type { ChangePasswordInput } from '@/lib/people/people-schema'
import type { Person } from '@/lib/people/person'
import type { Container } from '../container'

type World = Pick<Container, 'auth'>

/** A browser that is signed in. Nothing of it can be used to sign in. */
export interface OwnSession {
  readonly id: string
  /** '' where no proxy and no connection told. */
  readonly address: string
  /** What the browser calls itself. */
  readonly agent: string
  /** Milliseconds since the epoch. */
  readonly since: number
  readonly isThis: boolean
}

/** The sessions of whoever these headers are of, the newest first. */
export async function listOwnSessions({ auth }: World, headers: Headers): Promise<OwnSession[]> {
  const current = await auth.api.getSession({ headers })
  const sessions = await auth.api.listSessions({ headers })
  return sessions
    .map(({ id, ipAddress, userAgent, createdAt }) => ({
      ...{ id, address: ipAddress ?? '', agent: userAgent ?? '' },
      since: new Date(createdAt).getTime(),
      isThis: id === current?.session.id,
    }))
    .sort((a, b) => b.since - a.since)
}

/** Ends one of one's own sessions. Error: NOT_FOUND. */
export async function endOwnSession({ auth }: World, headers: Headers, id: string): Promise<Result<null>> {
  const sessions = await auth.api.listSessions({ headers })
  const session = sessions.find((each) => each.id === id)
  if (!session) return err('NOT_FOUND')
  await auth.api.revokeSession({ headers, body: { token: session.token } })
  return ok(null)
}

/** Ends all but the one of these headers. */
export async function endOtherSessions({ auth }: World, headers: Headers): Promise<Result<null>> {
  await auth.api.revokeOtherSessions({ headers })
  return ok(null)
}

/**
 * Changes one's own password; every other session ends. Guessing the present one with somebody’s open browser is as slow as at
 * the sign-in. Errors: RATE_LIMITED, PASSWORD_WRONG (beside `current`), PASSWORD_TOO_WEAK (beside `password`).
 */
export async function changeOwnPassword(
  { auth, limits }: World & Pick<Container, 'limits'>,
  person: Person,
  headers: Headers,
  { current, password }: ChangePasswordInput,
): Promise<Result<null>> {
  const limit = limits.signInHere.take(`own ${person.id}`)
  if (!limit.ok) return err('RATE_LIMITED', { seconds: limit.seconds })
  const strong = checkPassword(password, person)
  if (!strong.ok) return strong
  try {
    const body = { currentPassword: current, newPassword: password, revokeOtherSessions: true }
    await auth.api.changePassword({ headers, body })
    return ok(null)
  } catch (error) {
    if (error instanceof APIError && error.statusCode < 500)
      return err('PASSWORD_WRONG', undefined, 'current')
    throw error
  }
}
