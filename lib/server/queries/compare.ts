import 'server-only'
import { findRevision } from '@/lib/db/revisions'
import { err, ok } from '@/lib/errors'
import { getContainer } from '../container'
import { requirePermission } from '../require-permission'
import { comparePoints } from '../undo/compare-points'
import { showRevision } from './history'
import { showDiff } from './show-plan'

/**
 * Two points of a server's history side by side, the older one first. `to` null: what the server holds now. Errors:
 * NOT_FOUND, CHANGE_NOT_APPLIED, those of `comparePoints`.
 */
export async function readComparison(serverId: string, from: string, to: string | null) {
  await requirePermission('history.read', serverId)
  const world = await getContainer()
  // Ids are in the order of time.
  const [first, second] = to !== null && to < from ? [to, from] : [from, to]
  const ends = await Promise.all([first, second].map((id) => (id ? findRevision(world.records, id) : null)))
  const [older, newer] = ends
  if (!older || older.serverId !== serverId || newer === undefined) return err('NOT_FOUND')
  if (newer && newer.serverId !== serverId) return err('NOT_FOUND')
  if (older.state !== 'applied' || (newer && newer.state !== 'applied')) return err('CHANGE_NOT_APPLIED')
  const compared = await comparePoints(world, serverId, older.id, newer?.id ?? null)
  if (!compared.ok) return compared
  return ok({
    from: showRevision(older),
    to: newer && showRevision(newer),
    files: compared.value.files.map(showDiff),
    meaning: compared.value.meaning,
  })
}
