import 'server-only'
import { headers } from 'next/headers'
import { recordAudit } from '@/lib/db/audit'
import { ok, type Result } from '@/lib/errors'
import type { SetupInput, SignInInput } from '@/lib/people/sign-in-schema'
import { clientAddress } from './client-address'
import { getContainer } from './container'
import { completeSetup, needsSetup } from './first-admin'
import { currentPerson } from './session'
import { signInWith } from './sign-in'

/** For server actions: signs this browser in. Errors: SIGN_IN_FAILED, RATE_LIMITED. */
export async function signIn(input: SignInInput): Promise<Result<null>> {
  const requestHeaders = await headers()
  const request = { headers: requestHeaders, address: clientAddress(requestHeaders) }
  return signInWith(await getContainer(), input, request)
}

/** For server actions: ends this browser's session, in the database too. */
export async function signOut(): Promise<void> {
  const { auth, records } = await getContainer()
  const actor = await currentPerson()
  await auth.api.signOut({ headers: await headers() })
  if (actor) await recordAudit(records, { actor, action: 'sign-out', outcome: 'done' })
}

/**
 * For server actions: makes the first administrator and signs this browser in as them.
 * Errors: SETUP_DONE, SETUP_TOKEN_WRONG, PASSWORD_TOO_WEAK, RATE_LIMITED.
 */
export async function setUp(input: SetupInput): Promise<Result<null>> {
  const made = await completeSetup(await getContainer(), input)
  if (!made.ok) return made
  const signedIn = await signIn(input)
  // The account is there; whoever cannot be signed in now is sent to the sign-in page.
  return signedIn.ok ? signedIn : ok(null)
}

/** For pages: whether nobody has an account yet. */
export async function isSetupNeeded(): Promise<boolean> {
  return needsSetup(await getContainer())
}
