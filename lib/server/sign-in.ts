import { APIError } from 'better-auth/api'
import { noteSignIn } from '@/lib/db/people'
import type { Records } from '@/lib/db/records'
import { err, ok, type Result } from '@/lib/errors'
import type { SignInInput } from '@/lib/people/sign-in-schema'
import type { Auth } from './auth'
import { isKnownBrowser, rememberBrowser } from './known-browser'
import type { Limits } from './limits'
import type { Take } from './token-bucket'

export interface SignInDeps {
  readonly auth: Auth
  readonly records: Records
  readonly limits: Pick<Limits, 'signInHere' | 'signInAnywhere' | 'signInAddress' | 'signInKnown'>
}

/** The request that the session is made for: its headers, the address it came from, and the browser's token, if it has one. */
export interface SignInRequest {
  readonly headers: Headers
  readonly address: string
  readonly browser: string | null
}

export interface SignedInBrowser {
  /** What the browser is to show from now on. Null: what it has is right. */
  readonly browser: string | null
}

/**
 * Makes a session, whose cookie better-auth sets. A wrong name and a wrong password get the same answer after the same
 * work, and both count against the same limits, so that names cannot be probed. Errors: SIGN_IN_FAILED, RATE_LIMITED.
 */
export async function signInWith(
  deps: SignInDeps,
  input: SignInInput,
  request: SignInRequest,
): Promise<Result<SignedInBrowser>> {
  const { auth, records } = deps
  const email = input.email.toLowerCase()
  const { browser } = request
  const isKnown = browser !== null && (await isKnownBrowser(auth, browser, email, records.now()))
  const allowed = takeTry(deps.limits, email, request, isKnown)
  if (!allowed.ok) return err('RATE_LIMITED', { seconds: allowed.seconds })
  try {
    await auth.api.signInEmail({ body: { email, password: input.password }, headers: request.headers })
  } catch (error) {
    if (error instanceof APIError && isRefusal(error)) return err('SIGN_IN_FAILED')
    throw error
  }
  await noteSignIn(records, email)
  return ok({ browser: isKnown ? null : await rememberBrowser(auth, email, records.now()) })
}

/**
 * One try less. Whoever guesses at one account is slowed down there before the tries count against the whole address, so
 * that others behind it can sign in; and nobody's guessing counts against a browser that its owner has signed in from.
 */
function takeTry(
  limits: SignInDeps['limits'],
  email: string,
  { address, browser }: SignInRequest,
  isKnown: boolean,
): Take {
  if (isKnown) return limits.signInKnown.take(`${browser} ${email}`)
  const here = limits.signInHere.take(`${address} ${email}`)
  if (!here.ok) return here
  const fromAddress = limits.signInAddress.take(address)
  return fromAddress.ok ? limits.signInAnywhere.take(email) : fromAddress
}

function isRefusal(error: APIError): boolean {
  return error.statusCode >= 400 && error.statusCode < 500
}
