// `npm run test:faults -- --runs N --seed S [--stores local,sftp,practice,xmail] [--run I]`: drafts that are applied and
// put back while something goes wrong. A server may have the old files or the new ones and nothing between, or it is said
// that nobody knows and becomes one of the two once the trouble is over.
import { parseArgs } from 'node:util'
import type { PlaceName } from './places/place'
import { printTable } from './print-table'
import { runFaults } from './run-faults'

const STORES: readonly string[] = ['local', 'sftp', 'practice', 'xmail'] satisfies PlaceName[]

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      runs: { type: 'string', default: '200' },
      seed: { type: 'string', default: '20261125' },
      stores: { type: 'string', default: 'local,sftp,practice' },
      run: { type: 'string' },
    },
  })
  const stores = values.stores.split(',').filter((name): name is PlaceName => STORES.includes(name))
  const seed = Number(values.seed)
  const from = values.run === undefined ? 0 : Number(values.run)
  const to = values.run === undefined ? Number(values.runs) : from + 1
  if (![seed, from, to].every(Number.isSafeInteger) || stores.length === 0)
    throw new Error('see faults.ts for what it takes')

  const began = Date.now()
  // Servers and mounted disks must not be left behind.
  const stopping = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort())
  const say = (line: string): void => void process.stdout.write(`${line}\n`)
  const result = await runFaults({
    stores,
    seed,
    from,
    to,
    xmailHome: process.env.XMAIL_HOME || undefined,
    signal: stopping.signal,
    say,
  })
  const runs = result.tallies.reduce((sum, tally) => sum + tally.runs, 0)
  const seconds = Math.round((Date.now() - began) / 1000)
  say(`\n${printTable(result)}\n`)
  say(`${runs} runs in ${seconds} s, seed ${seed}: ${result.failures.length} failed`)
  process.exitCode = result.failures.length === 0 && runs > 0 ? 0 : 1
}

main().catch((cause: unknown) => {
  process.stderr.write(`${cause instanceof Error ? cause.stack : cause}\n`)
  process.exitCode = 1
})
