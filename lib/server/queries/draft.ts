import 'server-only'
import { cache } from 'react'
import { getContainer } from '../container'
import { openDraft } from '../draft/open-draft'
import { requirePermission } from '../require-permission'

/** One's own draft on a server. Error: SECRET_UNREADABLE. */
export const readOwnDraft = cache(async (serverId: string) => {
  const person = await requirePermission('server.read', serverId)
  const { records } = await getContainer()
  return openDraft(records, serverId, person.id)
})

/** How many edits wait in one's own draft; 0 where it cannot be read (the pages that need it say so). */
export async function countDraft(serverId: string): Promise<number> {
  const draft = await readOwnDraft(serverId)
  return draft.ok ? draft.value.edits.length : 0
}
