import { randomBytes } from 'node:crypto'
import type { Auth } from './auth'

/** Holds the token of a browser from which somebody has signed in. */
export const BROWSER_COOKIE = 'mailroot.browser'
export const BROWSER_DAYS = 180

const DAY_MS = 24 * 60 * 60 * 1000
const TOKEN_BYTES = 24

/**
 * A token by which a browser shows that its person has signed in from it. It signs nobody in: it only keeps the tries of
 * strangers, at the same address or with the same name, from counting against its owner. better-auth keeps a hash of it.
 */
export async function rememberBrowser(auth: Auth, email: string, nowMs: number): Promise<string> {
  const { internalAdapter } = await auth.$context
  const token = randomBytes(TOKEN_BYTES).toString('base64url')
  const expiresAt = new Date(nowMs + BROWSER_DAYS * DAY_MS)
  await internalAdapter.createVerificationValue({ identifier: `browser:${token}`, value: email, expiresAt })
  return token
}

/** Whether it has been signed in from this browser to the account of this address. */
export async function isKnownBrowser(
  auth: Auth,
  token: string,
  email: string,
  nowMs: number,
): Promise<boolean> {
  const { internalAdapter } = await auth.$context
  const found = await internalAdapter.findVerificationValue(`browser:${token}`)
  return found?.value === email && found.expiresAt.getTime() > nowMs
}
