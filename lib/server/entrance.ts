import 'server-only'
import { cookies, headers } from 'next/headers'
import { recordAudit } from '@/lib/db/audit'
import { ok, type Result } from '@/lib/errors'
import type { LinkPasswordInput } from '@/lib/people/people-schema'
import type { SetupInput, SignInInput } from '@/lib/people/sign-in-schema'
import { clientAddress } from './client-address'
import { getContainer } from './container'
import { completeSetup, needsSetup } from './first-admin'
import { BROWSER_COOKIE, BROWSER_DAYS } from './known-browser'
import { findLinkPerson, setPasswordByLink } from './people/one-time-link'
import { currentPerson } from './session'
import { signInWith } from './sign-in'

const DAY_S = 24 * 60 * 60

/** For server actions: signs this browser in. Errors: SIGN_IN_FAILED, RATE_LIMITED. */
export async function signIn(input: SignInInput): Promise<Result<null>> {
  const [container, requestHeaders, jar] = [await getContainer(), await headers(), await cookies()]
  const browser = jar.get(BROWSER_COOKIE)?.value ?? null
  const request = { headers: requestHeaders, address: clientAddress(requestHeaders), browser }
  const signedIn = await signInWith(container, input, request)
  if (!signedIn.ok) return signedIn
  if (signedIn.value.browser !== null) {
    const secure = container.env.origin.startsWith('https:')
    const maxAge = BROWSER_DAYS * DAY_S
    jar.set(BROWSER_COOKIE, signedIn.value.browser, {
      ...{ maxAge, secure, httpOnly: true, sameSite: 'strict', path: '/' },
    })
  }
  return ok(null)
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

/**
 * For server actions: sets the password that a one-time link is for, and signs this browser in. Errors: those of
 * `setPasswordByLink`.
 */
export async function setPassword(input: LinkPasswordInput): Promise<Result<null>> {
  const container = await getContainer()
  const set = await setPasswordByLink(container, input)
  if (!set.ok) return set
  const { id, name, email } = set.value
  await recordAudit(container.records, { actor: { id, name }, action: 'password.set', outcome: 'done' })
  const signedIn = await signIn({ email, password: input.password })
  return signedIn.ok ? signedIn : ok(null)
}

/** For pages: whose one-time link it is. Null: nobody's any more. */
export async function readLink(
  token: string,
): Promise<{ readonly name: string; readonly email: string } | null> {
  const person = await findLinkPerson(await getContainer(), token)
  return person && { name: person.name, email: person.email }
}

/** For pages: whether nobody has an account yet. */
export async function isSetupNeeded(): Promise<boolean> {
  return needsSetup(await getContainer())
}
