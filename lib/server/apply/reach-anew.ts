import { readServer, readServerSecrets } from '@/lib/db/servers'
import { type Fault, fault } from '@/lib/errors'
import { connectionSchema, connectionSecretsSchema } from '@/lib/mailroot/connection'
import type { Container } from '../container'
import type { WayIn } from './follow-way-in'

type World = Pick<Container, 'records' | 'stores'>

/**
 * Signs in to a server over a connection of its own, as after a restart of this console. Null: it works. `as`: the way in
 * that takes the place of the stored one if it does.
 */
export async function reachAnew(
  world: World,
  serverId: string,
  as: WayIn | null = null,
): Promise<Fault | null> {
  const server = await readServer(world.records, serverId)
  if (!server) return fault('NOT_FOUND')
  if (as) return signInBy(world, as)
  const secrets = await readServerSecrets(world.records, serverId)
  if (!secrets.ok) return secrets.error
  return signInBy(world, {
    connection: connectionSchema.parse(server.connection),
    secrets: connectionSecretsSchema.parse(secrets.value),
  })
}

async function signInBy({ stores }: World, { connection, secrets }: WayIn): Promise<Fault | null> {
  const opened = await stores.openUnsaved(connection, secrets)
  if (!opened.ok) return opened.error
  try {
    const identity = await opened.value.identify()
    return identity.ok ? null : identity.error
  } finally {
    await opened.value.close()
  }
}
