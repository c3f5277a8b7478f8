'use server'

import * as draft from '@/lib/server/draft/draft-actions'
import type { Edit } from '@/lib/xmail/tables'

/** For every page of a table: `edit` is checked again on the server. */
export async function stageEdit(serverId: string, edit: Edit) {
  return draft.stageTableEdit({ serverId, edit })
}

export async function discardFromDraft(
  serverId: string,
  input: { version: number; edit: number; network?: string },
) {
  return draft.discardFromDraft({ ...input, serverId })
}
