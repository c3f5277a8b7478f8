import { ok, type Result } from '@/lib/errors'
import { END_OF_DATA } from '@/lib/xmail/ctrl'
import type { Wire } from './wire'

/** Lines handed on at a time: enough to be quick, few enough that a flood of short lines takes no memory. */
const BATCH_LINES = 1024

/**
 * What follows `+00100`, up to and without the line `.`, still dot-stuffed; `take` gets it in batches. False: it was
 * longer than the limit. The rest is then read and dropped, for the replies behind it are still wanted.
 * Errors: the connection's trouble; a listing without its end is one, for XMail has no other way to say that it failed.
 */
export async function readListing(
  wire: Wire,
  limitBytes: number,
  take: (lines: readonly string[]) => void,
): Promise<Result<boolean>> {
  let batch: string[] = []
  let bytes = 0
  for (;;) {
    const arrived = wire.takeLine()
    const line = arrived === null ? await wire.nextLine() : ok(arrived)
    if (!line.ok) return line
    if (line.value === END_OF_DATA) break
    bytes += line.value.length + 1
    if (bytes > limitBytes) continue
    batch.push(line.value)
    if (batch.length < BATCH_LINES) continue
    take(batch)
    batch = []
  }
  take(batch)
  return ok(bytes <= limitBytes)
}
