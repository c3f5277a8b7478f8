import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Records } from '@/lib/db/records'
import { readSetting, takeSetting, writeSetting } from '@/lib/db/settings'
import { err, type Result } from '@/lib/errors'
import { checkPassword } from '@/lib/people/password-strength'
import type { Person } from '@/lib/people/person'
import type { SetupInput } from '@/lib/people/sign-in-schema'
import type { Auth } from './auth'
import { createPerson, hashPassword } from './create-person'
import type { Limits } from './limits'

/** Holds the SHA-256 of the token; the token itself is in the log of one start and nowhere else. */
const SETTING = 'setup-token-hash'
const TOKEN_BYTES = 24

export interface SetupDeps {
  readonly records: Records
  readonly auth: Auth
  readonly limits: Pick<Limits, 'setup'>
}

/** Whether nobody has an account yet. */
export async function needsSetup({ records }: Pick<SetupDeps, 'records'>): Promise<boolean> {
  return (await records.db.selectFrom('user').select('id').limit(1).executeTakeFirst()) === undefined
}

/** At start: a new token if nobody has an account yet, else null. The token of an earlier start is void. */
export async function offerSetup(deps: Pick<SetupDeps, 'records'>): Promise<string | null> {
  if (!(await needsSetup(deps))) return null
  const token = randomBytes(TOKEN_BYTES).toString('base64url')
  await writeSetting(deps.records, SETTING, hashToken(token))
  return token
}

/**
 * Makes the owner's account and spends the token; of two calls with the right token one wins.
 * Errors: SETUP_DONE, SETUP_TOKEN_WRONG (beside `token`), PASSWORD_TOO_WEAK (beside `password`), RATE_LIMITED.
 */
export async function completeSetup(deps: SetupDeps, input: SetupInput): Promise<Result<Person>> {
  const limit = deps.limits.setup.take('setup')
  if (!limit.ok) return err('RATE_LIMITED', { seconds: limit.seconds })
  const hash = await readSetting(deps.records, SETTING)
  if (hash === undefined || !(await needsSetup(deps))) return err('SETUP_DONE')
  if (!sameHash(hash, hashToken(input.token))) return err('SETUP_TOKEN_WRONG', undefined, 'token')
  const strong = checkPassword(input.password, input)
  if (!strong.ok) return strong
  const passwordHash = await hashPassword(deps.auth, input.password)
  if (!(await takeSetting(deps.records, SETTING, hash))) return err('SETUP_DONE')
  return createOwner(deps, hash, { ...input, passwordHash })
}

async function createOwner(
  { auth, records }: SetupDeps,
  hash: string,
  { email, name, passwordHash }: SetupInput & { passwordHash: string },
): Promise<Result<Person>> {
  let made: Result<Person> | undefined
  try {
    made = await createPerson(auth, { email, name, role: 'owner', passwordHash })
    return made
  } finally {
    // Else the token would be spent and nobody could get in until the next start.
    if (!made?.ok) await writeSetting(records, SETTING, hash)
  }
}

function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

function sameHash(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))
}
