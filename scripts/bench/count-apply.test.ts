import { expect, it } from 'vitest'
import { openBench } from '@/test/faults/open-bench'
import { countApply } from './count-apply'

it('applies three files over CTRL in at most 8 round trips, verification included', async () => {
  const bench = await openBench('practice', undefined)
  try {
    // What has been drafted is read (1) and, under the lock, again (1); greeting and sign-in of the writes (2); three
    // uploads (3); what is there is read back (1).
    expect((await countApply(bench, { oneWayMs: 0, isWarm: true })).roundTrips).toBe(8)
    // A greeting more: the sign-in travels with the first read.
    expect((await countApply(bench, { oneWayMs: 0, isWarm: false })).roundTrips).toBe(9)
  } finally {
    await bench.close()
  }
})
