import { openBench } from '@/test/faults/open-bench'
import { ONE_WAY_MS } from './bench-ctrl'
import { countApply } from './count-apply'
import { print, printTarget, printTitle } from './print'

const MOST = 8

/** What an apply of three files over CTRL costs on a long way, reading again and reading back included. */
export async function benchApply(home: string | undefined): Promise<void> {
  printTitle(`Apply of 3 files over CTRL, ${ONE_WAY_MS} ms each way, probes off`)
  const bench = await openBench(home ? 'xmail' : 'practice', home)
  try {
    print(`  against ${home ? 'a real XMail' : 'the practice server (XMAIL_HOME is not set)'}`)
    const warm = await countApply(bench, { oneWayMs: ONE_WAY_MS, isWarm: true })
    const cold = await countApply(bench, { oneWayMs: ONE_WAY_MS, isWarm: false })
    print(
      `  on the connection that Review has read over: ${warm.roundTrips} round trips, ${Math.round(warm.ms)} ms`,
    )
    print(`  with no connection yet: ${cold.roundTrips} round trips, ${Math.round(cold.ms)} ms`)
    printTarget(`at most ${MOST} round trips`, `${warm.roundTrips}`, warm.roundTrips <= MOST)
  } finally {
    await bench.close()
  }
}
