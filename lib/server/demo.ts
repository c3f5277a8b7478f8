import { readFileSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import type { Records } from '@/lib/db/records'
import {
  createServer,
  listServers,
  readServerSecrets,
  updateServer,
  updateSurroundings,
} from '@/lib/db/servers'
import { unwrap } from '@/lib/errors'
import { connectionSchema, connectionSecretsSchema } from '@/lib/mailroot/connection'
import { confirmSecondsSchema } from '@/lib/people/confirm-seconds'
import { serviceChoicesSchema } from '@/lib/xmail/services'
import type { Auth } from './auth'
import { createPerson, hashPassword } from './create-person'
import { SettingsError } from './env'

/** What MAILROOT_DEMO names: a sign-in that may be public, and the practice servers. */
export const demoSchema = z.object({
  email: z.email(),
  name: z.string().min(1),
  password: z.string().min(12).max(128),
  servers: z.array(
    z.object({
      name: z.string().min(1).max(100),
      connection: connectionSchema,
      secrets: connectionSecretsSchema,
      services: serviceChoicesSchema.default({}),
      confirmSeconds: confirmSecondsSchema.optional(),
      probes: z.boolean().optional(),
    }),
  ),
})

export type Demo = z.output<typeof demoSchema>

/** Throws SettingsError. */
export function readDemo(path: string): Demo {
  try {
    return demoSchema.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch (error) {
    throw new SettingsError([`MAILROOT_DEMO: ${path} cannot be used: ${(error as Error).message}`])
  }
}

/** Makes the person and the servers of a demo be there and be as described; anything else is left alone. */
export async function seedDemo(deps: { records: Records; auth: Auth }, demo: Demo): Promise<void> {
  await seedPerson(deps.auth, demo)
  const there = await listServers(deps.records)
  for (const wanted of demo.servers) {
    const server = there.find(({ name }) => name === wanted.name)
    if (!server) {
      const { confirmSeconds, probes, ...rest } = wanted
      unwrap(
        await createServer(deps.records, {
          ...rest,
          ...(confirmSeconds !== undefined && { confirmSeconds }),
          ...(probes !== undefined && { probes }),
        }),
      )
      continue
    }
    const secrets = await readServerSecrets(deps.records, server.id)
    // The practice server has other ports and passwords with each start.
    const same =
      isDeepStrictEqual(server.connection, toJson(wanted.connection)) &&
      secrets.ok &&
      isDeepStrictEqual(secrets.value, toJson(wanted.secrets))
    if (!same) unwrap(await updateServer(deps.records, server.id, wanted))
    if (!isDeepStrictEqual(server.services, toJson(wanted.services))) {
      const { services } = wanted
      unwrap(await updateSurroundings(deps.records, server.id, { services, startFile: server.startFile }))
    }
  }
}

function toJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value))
}

async function seedPerson(auth: Auth, { email, name, password }: Demo): Promise<void> {
  const { internalAdapter, password: hashes } = await auth.$context
  const found = await internalAdapter.findUserByEmail(email, { includeAccounts: true })
  if (!found) {
    unwrap(
      await createPerson(auth, {
        email,
        name,
        role: 'owner',
        passwordHash: await hashPassword(auth, password),
      }),
    )
    return
  }
  const hash = found.accounts.find(({ providerId }) => providerId === 'credential')?.password
  if (hash && (await hashes.verify({ hash, password }))) return
  await internalAdapter.updatePassword(found.user.id, await hashPassword(auth, password))
}
