import { z } from 'zod'
import { type Fault, fault, ok, type Result } from '@/lib/errors'
import { filterOfNetwork, MAX_PREFIXES, type Network, parseNetwork } from '@/lib/xmail/net'
import { collectInSteps, finish, type Steps } from '@/lib/xmail/steps'
import { type Check, checkCoverage } from './check-network'
import { describeFilter } from './describe-filter'
import { indexCoverageInSteps } from './find-coverage'

/** A network in its canonical text (`formatNetwork`): `192.0.2.64/26`, or `10.0.0.1 255.0.255.255` with holes. */
export const networkSchema = z.string().min(1).max(100)

/** As many as one pasted text gives. */
export const networkListSchema = z.array(networkSchema).min(1).max(MAX_PREFIXES)

/** Canonical texts as networks. Errors: those of `parseNetwork`, with `entry` (1-based) where there are several. */
export function parseNetworks(texts: readonly string[]): Result<Network[]> {
  const networks: Network[] = []
  for (const [index, text] of texts.entries()) {
    const network = parseNetwork(text)
    if (!network.ok) return { ok: false, error: atEntry(network.error, index, texts.length) }
    networks.push(network.value)
  }
  return ok(networks)
}

/**
 * The trouble with each network of a list, null where there is none: what `check` says, and NETWORK_DUPLICATE or
 * NETWORK_COVERED by another one of the list, whose place (1-based) is then `line` and `entry`.
 */
export function checkAdditions(networks: readonly Network[], check: Check): (Fault | null)[] {
  return finish(checkAdditionsInSteps(networks, check))
}

export function* checkAdditionsInSteps(networks: readonly Network[], check: Check): Steps<(Fault | null)[]> {
  const inList = {
    coverage: yield* indexCoverageInSteps(
      networks.map((network, id) => [id, filterOfNetwork(network)] as const),
    ),
    rowAt(line: number) {
      const network = networks[line]
      return network && { line, ...describeFilter(filterOfNetwork(network)) }
    },
  }
  yield
  return yield* collectInSteps(networks, (network, id) => {
    const found = check(network)
    if (found) return found
    const other = checkCoverage(network, inList, (other) => other !== id)
    return other && fault(other.code, { ...other.details, entry: other.details?.line ?? 0 })
  })
}

/** The first trouble of a list as one fault, with `entry` where there are several networks. */
export function firstTrouble(faults: readonly (Fault | null)[]): Fault | null {
  const index = faults.findIndex((found) => found !== null)
  const found = faults[index]
  return found ? atEntry(found, index, faults.length) : null
}

function atEntry(found: Fault, index: number, count: number): Fault {
  return count > 1 ? { ...found, details: { ...found.details, entry: index + 1 } } : found
}
