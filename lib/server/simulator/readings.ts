import { ok, type Result } from '@/lib/errors'
import type { LiveReading } from './policy-pair'

/** Somebody who types for longer gets what the server holds by then. */
const MAX_AGE_MS = 5 * 60_000
/** So many servers' files are kept; those that were asked longest ago go. */
const MAX_KEPT = 8

export interface Readings {
  /**
   * The files of a server, read at `since` or later, from what is kept if it is young enough. `since`: milliseconds since
   * the epoch; Infinity reads anew in any case.
   */
  get(serverId: string, since: number): Promise<Result<LiveReading>>
}

/** Keeps what was read of servers for a while: a question a keystroke must not read a MailRoot a keystroke. */
export function createReadings(
  read: (serverId: string) => Promise<Result<LiveReading>>,
  now: () => number,
): Readings {
  const kept = new Map<string, LiveReading>()
  const keep = (serverId: string, reading: LiveReading) => {
    kept.delete(serverId)
    kept.set(serverId, reading)
    const [oldest] = kept.keys()
    if (kept.size > MAX_KEPT && oldest !== undefined) kept.delete(oldest)
  }
  return {
    async get(serverId, since) {
      const known = kept.get(serverId)
      if (known && known.takenAt >= since && now() - known.takenAt < MAX_AGE_MS) {
        keep(serverId, known)
        return ok(known)
      }
      const reading = await read(serverId)
      if (reading.ok) keep(serverId, reading.value)
      else kept.delete(serverId)
      return reading
    },
  }
}
