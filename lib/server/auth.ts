import { betterAuth } from 'better-auth'
import { nextCookies } from 'better-auth/next-js'
import { admin } from 'better-auth/plugins'
import type { Records } from '@/lib/db/records'
import { deriveKey } from '@/lib/db/seal'
import { MIN_PASSWORD_CHARACTERS } from '@/lib/people/sign-in-schema'
import type { Env } from './env'
import type { Log } from './log'

export type Auth = ReturnType<typeof createAuth>

export interface AuthOptions {
  readonly env: Pick<Env, 'origin'>
  readonly records: Pick<Records, 'db'>
  readonly log: Log
  /** MAILROOT_SECRET; a key of its own is derived from it. */
  readonly secret: string
}

const HOUR_S = 60 * 60

/**
 * Sign-in by better-auth. It has no route of its own under /api: everything goes through this program's actions, so
 * what better-auth could do over HTTP (signing up, changing one's own row) is not reachable at all.
 */
export function createAuth({ env, records, log, secret }: AuthOptions) {
  const secure = env.origin.startsWith('https:')
  return betterAuth({
    appName: 'Mailroot Console',
    baseURL: env.origin,
    trustedOrigins: [env.origin],
    secret: deriveKey(secret, 'sign-in v1').toString('hex'),
    database: { db: records.db, type: 'sqlite', transaction: true },
    telemetry: { enabled: false },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: MIN_PASSWORD_CHARACTERS,
      maxPasswordLength: 128,
      revokeSessionsOnPasswordReset: true,
    },
    // A one-time link cannot be made from a stolen database.
    verification: { storeIdentifier: 'hashed' },
    user: { additionalFields: { role: { type: 'string', required: true, input: false } } },
    session: { expiresIn: 12 * HOUR_S, updateAge: HOUR_S / 2, cookieCache: { enabled: false } },
    rateLimit: { enabled: true, storage: 'memory' },
    advanced: {
      cookiePrefix: 'mailroot',
      useSecureCookies: secure,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', secure, path: '/' },
    },
    // Its messages only: their arguments may hold what somebody typed.
    logger: { level: 'warn', log: (level, message) => log[level]({ from: 'better-auth' }, message) },
    // Keeps whoever is suspended out. Nobody has a role that it knows, so its own endpoints serve nobody.
    plugins: [admin(), nextCookies()],
  })
}
