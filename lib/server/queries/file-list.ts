import 'server-only'
import type { Result } from '@/lib/errors'
import { getContainer } from '../container'
import { type FileList, listMailRoot } from '../files/list-mail-root'
import { requirePermission } from '../require-permission'

/** What is in a folder of a server's MailRoot; as `listMailRoot`. */
export async function readFileList(serverId: string, folder: string): Promise<Result<FileList>> {
  await requirePermission('server.read', serverId)
  const { stores } = await getContainer()
  const store = await stores.storeFor(serverId)
  return store.ok ? listMailRoot(store.value, folder) : store
}
