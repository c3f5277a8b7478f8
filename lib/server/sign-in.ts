import { APIError } from 'better-auth/api'
import { noteSignIn } from '@/lib/db/people'
import type { Records } from '@/lib/db/records'
import { err, ok, type Result } from '@/lib/errors'
import type { SignInInput } from '@/lib/people/sign-in-schema'
import type { Auth } from './auth'
import type { Limits } from './limits'

export interface SignInDeps {
  readonly auth: Auth
  readonly records: Records
  readonly limits: Pick<Limits, 'signInHere' | 'signInAnywhere'>
}

/** The request that the session is made for: its headers, and the address it came from. */
export interface SignInRequest {
  readonly headers: Headers
  readonly address: string
}

/**
 * Makes a session, whose cookie better-auth sets. A wrong name and a wrong password get the same answer after the same
 * work, and both count against the limits, so that names cannot be probed. Errors: SIGN_IN_FAILED, RATE_LIMITED.
 */
export async function signInWith(
  { auth, limits, records }: SignInDeps,
  input: SignInInput,
  request: SignInRequest,
): Promise<Result<null>> {
  const email = input.email.toLowerCase()
  for (const limit of [
    limits.signInHere.take(`${request.address} ${email}`),
    limits.signInAnywhere.take(email),
  ]) {
    if (!limit.ok) return err('RATE_LIMITED', { seconds: limit.seconds })
  }
  try {
    await auth.api.signInEmail({ body: { email, password: input.password }, headers: request.headers })
  } catch (error) {
    if (error instanceof APIError && isRefusal(error)) return err('SIGN_IN_FAILED')
    throw error
  }
  await noteSignIn(records, email)
  return ok(null)
}

function isRefusal(error: APIError): boolean {
  return error.statusCode >= 400 && error.statusCode < 500
}
