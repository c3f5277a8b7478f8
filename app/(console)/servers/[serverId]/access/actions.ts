'use server'

import * as access from '@/lib/server/draft/access-actions'
import type { IpmapRequest } from '@/lib/xmail/tables'

/** For the access list in `path`, a service's or an account's. */
export async function stageRules(serverId: string, path: string, request: IpmapRequest) {
  return access.stageAccessRules({ ...request, serverId, path })
}
