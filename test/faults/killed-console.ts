// A console that is a process of its own, and dies at a moment that it is told; run by `run-killed`.
import { CALL_MS, openConsole } from './console'
import type { Death } from './trouble'
import { doWork, type Work } from './work'

/** What `run-killed` sends as its argument. */
export interface Order {
  readonly folder: string
  readonly localRoots: readonly string[]
  readonly clockOffsetMs: number
  readonly death: Death
  readonly work: Work
}

function die(): void {
  process.kill(process.pid, 'SIGKILL')
}

async function main(order: Order): Promise<void> {
  const { death, work } = order
  let offsetMs = order.clockOffsetMs
  const console = await openConsole({
    folder: order.folder,
    localRoots: order.localRoots,
    callMs: () => CALL_MS,
    now: () => Date.now() + offsetMs,
    onWrite: (write, when) => {
      if ('write' in death && death.write === write && death.when === when) die()
    },
  })
  process.send?.('begins')
  if ('afterMs' in death) setTimeout(die, death.afterMs)
  await doWork(console, work, (ms) => {
    offsetMs += ms
  })
  await console.close()
}

main(JSON.parse(process.argv[2] ?? '') as Order).then(
  () => process.exit(0),
  (cause: unknown) => {
    process.stderr.write(`${cause instanceof Error ? cause.stack : cause}\n`)
    process.exit(1)
  },
)
