import { type Disk, troubleIn } from './disk'
import { isTempName } from './temp-name'

/** No write takes as long; what is older was left behind by a console that died. */
const STALE_AFTER_MS = 10 * 60_000

/**
 * Removes temporary files that nobody is going to finish. `nowMs` is the disk's own clock (the time of a file that was
 * just made): by the console's, a clock that is behind would have another console's file swept while it is written.
 */
export async function sweepStale(disk: Disk, folder: string, nowMs: number): Promise<void> {
  try {
    const entries = (await disk.list(folder)) ?? []
    const stale = entries.filter(
      ({ name, entry }) =>
        isTempName(name) && entry.kind === 'file' && nowMs - entry.modifiedMs > STALE_AFTER_MS,
    )
    await Promise.all(stale.map(({ name }) => disk.remove(`${folder}/${name}`)))
  } catch (caught) {
    // Housekeeping; what matters is the write that it goes along with.
    troubleIn(caught)
  }
}
