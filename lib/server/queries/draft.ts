import 'server-only'
import { cache } from 'react'
import { getContainer } from '../container'
import { listMovedFiles } from '../draft/list-moved-files'
import { openDraft } from '../draft/open-draft'
import { requirePermission } from '../require-permission'

/** One's own draft on a server. Error: SECRET_UNREADABLE. */
export const readOwnDraft = cache(async (serverId: string) => {
  const person = await requirePermission('server.read', serverId)
  const { records } = await getContainer()
  return openDraft(records, serverId, person.id)
})

/**
 * How many edits wait in one's own draft, and how many of its files have changed since; 0 where it cannot be read (the
 * pages that need it say so).
 */
export async function countDraft(serverId: string): Promise<{ edits: number; movedFiles: number }> {
  const draft = await readOwnDraft(serverId)
  if (!draft.ok) return { edits: 0, movedFiles: 0 }
  const moved = await listMovedFiles(await getContainer(), serverId, draft.value)
  return { edits: draft.value.edits.length, movedFiles: moved.length }
}
