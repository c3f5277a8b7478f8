'use server'

import { discardFromDraft as discard } from '@/lib/server/draft/relay-actions'
import { stageTableEdit } from '@/lib/server/draft/table-actions'
import type { Edit } from '@/lib/xmail/tables'

/** For every page of a table: `edit` is checked again on the server. */
export async function stageEdit(serverId: string, edit: Edit) {
  return stageTableEdit({ serverId, edit })
}

/** Takes an edit out of the draft that the person saw. */
export async function discardFromDraft(serverId: string, input: { version: number; edit: number }) {
  return discard({ ...input, serverId })
}
