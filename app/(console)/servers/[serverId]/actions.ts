'use server'

import { stageTableEdit } from '@/lib/server/draft/table-actions'
import type { Edit } from '@/lib/xmail/tables'

/** For every page of a table: `edit` is checked again on the server. */
export async function stageEdit(serverId: string, edit: Edit) {
  return stageTableEdit({ serverId, edit })
}
