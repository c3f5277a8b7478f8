import 'server-only'
import { readServer } from '@/lib/db/servers'
import { connectionSchema } from '@/lib/mailroot/connection'
import { getContainer } from '../container'
import { requirePermission } from '../require-permission'

/** The administrator of ctrlaccounts.tab that this console signs in as; null where it comes another way. */
export async function readOwnAccount(serverId: string): Promise<string | null> {
  await requirePermission('server.read', serverId)
  const server = await readServer((await getContainer()).records, serverId)
  const connection = server && connectionSchema.parse(server.connection)
  return connection?.kind === 'ctrl' ? connection.user : null
}
