import { makeDice } from './dice'
import { KINDS } from './kinds'
import { type OpenBench, openBench } from './open-bench'
import type { PlaceName } from './places/place'
import { draw, type Outcome, runScenario } from './run-scenario'
import type { Kind } from './trouble'

export interface FaultsOptions {
  readonly stores: readonly PlaceName[]
  readonly seed: number
  /** Numbers of the first run and of the one behind the last. */
  readonly from: number
  readonly to: number
  readonly xmailHome: string | undefined
  /** No further run is begun, and what was started is ended. */
  readonly signal?: AbortSignal
  say(line: string): void
}

/** How often each outcome came, of one kind of trouble on one store. */
export interface Tally {
  readonly store: PlaceName
  readonly kind: string
  runs: number
  /** Runs that were over before the trouble came. */
  untroubled: number
  readonly outcomes: Map<Outcome, number>
}

export interface FaultsResult {
  readonly tallies: readonly Tally[]
  /** Why a trouble could not be had here, one line each. */
  readonly skipped: ReadonlySet<string>
  readonly failures: readonly string[]
}

interface Pairing {
  readonly store: PlaceName
  readonly kind: Kind
}

/** Runs of all kinds in turn. Which one a number is depends on the stores and the seed alone. */
export async function runFaults(options: FaultsOptions): Promise<FaultsResult> {
  const pairings = pairUp(options.stores)
  const benches = new Map<PlaceName, OpenBench>()
  const tallies = new Map<string, Tally>()
  const skipped = new Set<string>()
  const failures: string[] = []
  try {
    for (let run = options.from; run < options.to; run++) {
      const pairing = pairings[run % pairings.length]
      if (!pairing || options.signal?.aborted) break
      const { store, kind } = pairing
      if (run > options.from && (run - options.from) % 100 === 0) options.say(`… ${run - options.from} runs`)
      const bench = benches.get(store) ?? (await openBench(store, options.xmailHome))
      benches.set(store, bench)
      const missing = kind.missing?.(bench.place)
      if (missing) {
        skipped.add(`${store}, ${kind.name}: ${missing}`)
        continue
      }
      const failure = await runOne(bench, pairing, run, options, tallies)
      if (!failure) continue
      failures.push(failure)
      options.say(failure)
      // What it has left would trouble the next one.
      await bench.close()
      benches.delete(store)
    }
  } finally {
    for (const bench of benches.values()) await bench.close()
  }
  return { tallies: [...tallies.values()], skipped, failures }
}

/** Each kind as often as it weighs, and one after another, so that a short round has all of them. */
function pairUp(stores: readonly PlaceName[]): Pairing[] {
  const rounds = Math.max(...KINDS.map(({ weight }) => weight))
  return Array.from({ length: rounds }, (_, round) =>
    KINDS.filter(({ weight }) => weight > round).flatMap((kind) =>
      stores.filter((store) => kind.places.includes(store)).map((store) => ({ store, kind })),
    ),
  ).flat()
}

/** Null: all is as it must be. */
async function runOne(
  bench: OpenBench,
  { store, kind }: Pairing,
  run: number,
  options: FaultsOptions,
  tallies: Map<string, Tally>,
): Promise<string | null> {
  const { scenario, trouble } = draw(makeDice(options.seed, run), bench.place, kind)
  const tally = tallyOf(tallies, store, kind.name)
  tally.runs++
  try {
    const { outcome, struck } = await runScenario(bench, scenario, trouble)
    if (!struck) tally.untroubled++
    tally.outcomes.set(outcome, (tally.outcomes.get(outcome) ?? 0) + 1)
    return null
  } catch (cause) {
    const paths = scenario.edits.map(({ path }) => path).join(' ')
    return [
      `run ${run}: ${store}, ${scenario.phase} of ${paths}, ${trouble.says}`,
      `  ${cause instanceof Error ? (cause.name === 'Error' ? cause.message : cause.stack) : cause}`,
      `  again: ${repeat(options, run)}`,
    ].join('\n')
  }
}

function repeat({ stores, seed }: FaultsOptions, run: number): string {
  return `npm run test:faults -- --stores ${stores.join(',')} --seed ${seed} --run ${run}`
}

function tallyOf(tallies: Map<string, Tally>, store: PlaceName, kind: string): Tally {
  const key = `${store}/${kind}`
  const tally = tallies.get(key) ?? { store, kind, runs: 0, untroubled: 0, outcomes: new Map() }
  tallies.set(key, tally)
  return tally
}
