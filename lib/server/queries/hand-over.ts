import 'server-only'
import { listOffers } from '@/lib/db/draft-offers'
import { getDraft } from '@/lib/db/drafts'
import { can } from '@/lib/people/roles'
import { getContainer } from '../container'
import { listTakers } from '../draft/list-takers'
import { openDraft } from '../draft/open-draft'
import { requirePermission } from '../require-permission'

/** The name of one's own draft, whom it is handed over to, who could be given it, and which drafts one is offered. */
export async function readHandOver(serverId: string) {
  const person = await requirePermission('server.read', serverId)
  if (!can(person.role, 'draft.edit')) return null
  const { records } = await getContainer()
  const own = await getDraft(records, serverId, person.id)
  const people = await listTakers(records, serverId, person.id)
  const offers = []
  for (const { userId, fromName, name, updatedAt } of await listOffers(records, serverId, person.id)) {
    const draft = await openDraft(records, serverId, userId)
    if (!draft.ok) continue
    const { version, edits } = draft.value
    offers.push({ from: userId, fromName, name, updatedAt, version, count: edits.length })
  }
  return {
    own: own.ok && own.value ? { name: own.value.name, offeredTo: own.value.offeredTo } : null,
    people,
    offers,
  }
}

/** The names of those who hand a draft of a server over to oneself, for every page of it; null of who has left. */
export async function listOfferers(serverId: string): Promise<readonly (string | null)[]> {
  const person = await requirePermission('server.read', serverId)
  if (!can(person.role, 'draft.edit')) return []
  const { records } = await getContainer()
  const offers = await listOffers(records, serverId, person.id)
  return offers.map(({ fromName }) => fromName)
}
