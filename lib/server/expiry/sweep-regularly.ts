import type { EndedWorld } from './remove-ended-rows'
import { type Resting, sweepEndedRows } from './sweep-ended-rows'

const SWEEP_EVERY_MS = 15 * 60_000

/**
 * Sweeps at once and then regularly, as long as the process lives. The next sweep is set when the last one is over, so
 * that two never run side by side.
 */
export function sweepRegularly(world: EndedWorld): void {
  const resting: Resting = new Map()
  const sweep = () =>
    sweepEndedRows(world, resting)
      .catch((error) => world.log.error({ err: error }, 'a sweep for ended rows went wrong'))
      // Not what keeps a process alive that has nothing else to do.
      .finally(() => setTimeout(sweep, SWEEP_EVERY_MS).unref())
  void sweep()
}
