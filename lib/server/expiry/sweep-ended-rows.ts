import { recordAudit } from '@/lib/db/audit'
import { listServers } from '@/lib/db/servers'
import { CONSOLE, type EndedWorld, removeEndedRows } from './remove-ended-rows'

/** A file that cannot be written would fill the history with an attempt at every sweep. */
const REST_AFTER_FAILURE_MS = 6 * 3_600_000

/** From when on a server may be tried again whose rows could not be removed, in milliseconds since the epoch. */
export type Resting = Map<string, number>

/** Goes over all servers, one after another. One that is in trouble keeps its rows until a later sweep. */
export async function sweepEndedRows(world: EndedWorld, resting: Resting): Promise<void> {
  for (const { id } of await listServers(world.records)) {
    if (world.now() < (resting.get(id) ?? 0)) continue
    try {
      await sweepServer(world, id, resting)
    } catch (error) {
      world.log.error({ err: error, server: id }, 'a sweep for ended rows went wrong')
    }
  }
}

async function sweepServer(world: EndedWorld, serverId: string, resting: Resting): Promise<void> {
  const { records, log, now } = world
  const removal = await removeEndedRows(world, serverId)
  if (removal.state === 'nothing') return
  if (removal.state === 'postponed') {
    log.info({ server: serverId, code: removal.fault.code }, 'ended rows, if any, stay until the next sweep')
    return
  }
  const entry = { actor: CONSOLE, action: 'relay.expire', serverId } as const
  if (removal.state === 'removed') {
    log.info({ server: serverId, rows: removal.rows.length }, 'ended rows were removed')
    return recordAudit(records, { ...entry, outcome: 'done', detail: { rows: removal.rows } })
  }
  const { code } = removal.fault
  log.warn({ server: serverId, code }, 'ended rows could not be removed')
  // Somebody else has just written the file: that is over at the next look.
  if (code !== 'DRIFTED') resting.set(serverId, now() + REST_AFTER_FAILURE_MS)
  await recordAudit(records, { ...entry, outcome: 'failed', code })
}
