import type { Fault } from '@/lib/errors'
import { type Network, networksOf, understandNetworksInSteps } from '@/lib/xmail/net'
import type { Steps } from '@/lib/xmail/steps'
import { ofTheList } from './in-list'

/** One line of what a person typed or pasted: its networks, or its trouble. `line` is 1-based. */
export interface RequestedLine {
  readonly line: number
  readonly text: string
  readonly networks: readonly Network[]
  readonly fault: Fault | null
}

/**
 * Understands a text and checks all of its networks together. `check` gives one answer for each network, with `entry`
 * (1-based) where another network of the same list is the trouble; that becomes NETWORK_IN_LIST with the text's own line.
 * Counts each line twice: once understood, once checked.
 */
export function* readRequestedLinesInSteps(
  text: string,
  check: (networks: readonly Network[]) => Steps<readonly (Fault | null)[]>,
): Steps<RequestedLine[]> {
  const understood = (yield* understandNetworksInSteps(text)).map(({ line, text, result }) => ({
    line,
    text,
    networks: result.ok ? networksOf(result.value) : [],
    fault: result.ok ? null : result.error,
  }))
  yield
  const all: Network[] = []
  const lineOf: number[] = []
  for (const { line, networks } of understood) {
    for (const network of networks) {
      all.push(network)
      lineOf.push(line)
    }
  }
  yield
  const faults = yield* check(all)
  yield
  let next = 0
  return understood.map((entry) => {
    const own = faults.slice(next, next + entry.networks.length)
    next += entry.networks.length
    const found = own.find((each) => each !== null)
    return found ? { ...entry, fault: ofTheList(found, (place) => lineOf[place - 1] ?? 0) } : entry
  })
}
