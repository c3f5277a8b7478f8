import type { Records } from '@/lib/db/records'
import { readServer } from '@/lib/db/servers'
import { connectionSchema } from '@/lib/mailroot/connection'
import { ownAddressTowards } from '@/lib/probe'
import type { Address } from '@/lib/xmail/net'

/** The address from which this console reaches a server's CTRL; null: it comes another way, or nobody knows. */
export async function readOwnAddress(records: Records, serverId: string): Promise<Address | null> {
  const server = await readServer(records, serverId)
  const connection = server && connectionSchema.parse(server.connection)
  return connection?.kind === 'ctrl' ? ownAddressTowards(connection.host, connection.port) : null
}
