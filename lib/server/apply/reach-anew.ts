import { readServer, readServerSecrets } from '@/lib/db/servers'
import { type Fault, fault } from '@/lib/errors'
import { type Connection, connectionSchema, connectionSecretsSchema } from '@/lib/mailroot/connection'
import type { Container } from '../container'

/**
 * Signs in to a server over a connection of its own, as after a restart of this console. Null: it works. `as`: the
 * connection that takes the place of the stored one if it does.
 */
export async function reachAnew(
  { records, stores }: Pick<Container, 'records' | 'stores'>,
  serverId: string,
  as: Connection | null = null,
): Promise<Fault | null> {
  const server = await readServer(records, serverId)
  if (!server) return fault('NOT_FOUND')
  const secrets = await readServerSecrets(records, serverId)
  if (!secrets.ok) return secrets.error
  const opened = await stores.openUnsaved(
    as ?? connectionSchema.parse(server.connection),
    connectionSecretsSchema.parse(secrets.value),
  )
  if (!opened.ok) return opened.error
  try {
    const identity = await opened.value.identify()
    return identity.ok ? null : identity.error
  } finally {
    await opened.value.close()
  }
}
