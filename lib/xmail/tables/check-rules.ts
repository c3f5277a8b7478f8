import { type Fault, fault } from '@/lib/errors'
import { type AddressFilter, filterOfNetwork, type Network, sizeOfFilter } from '@/lib/xmail/net'
import { collectInSteps, type Steps } from '@/lib/xmail/steps'
import { checkCoverage, coveredBy } from './check-network'
import { describeFilter, isTooWide } from './describe-filter'
import { type ComparedRow, coverageOfInSteps, indexCoverageInSteps } from './find-coverage'
import type { FilterRow } from './read-row'

/** A rule about a network, in a table where the first rule that fits decides. */
export interface NetworkRule {
  readonly network: Network
  /** What it does, so that two rules that do the same have the same text. */
  readonly outcome: string
}

type RuledRow = ComparedRow & Pick<FilterRow, 'cidr' | 'address' | 'netmask'>

/**
 * For each rule of a list that comes behind these live rows, whether it would ever decide; null: it would.
 * NETWORK_DUPLICATE {network, line} or NETWORK_COVERED {network, by, line}: a row before it does the same already.
 * RULE_NEVER_DECIDES {network, by, line}: one does something else. `entry` (1-based) where it is one of the list.
 */
export function* checkRulesDecideInSteps<Row extends RuledRow>(
  before: readonly Row[],
  outcomeOf: (row: Row) => string,
  rules: readonly NetworkRule[],
): Steps<(Fault | null)[]> {
  const there = yield* coverageOfInSteps(before)
  const filters = rules.map(({ network }) => filterOfNetwork(network))
  yield
  const inList = yield* indexCoverageInSteps(filters.entries())
  const rowAt = (id: number) => {
    const filter = filters[id]
    return filter && { line: id, ...describeFilter(filter) }
  }
  return yield* collectInSteps(rules, ({ network, outcome }, place) => {
    const row = before[there.find(filterOfNetwork(network)) ?? -1]
    if (row) return sameOrOther(coveredBy(network, row), outcomeOf(row) === outcome)
    const byRule = checkCoverage(network, { coverage: inList, rowAt }, (id) => id < place)
    if (!byRule) return null
    const entry = Number(byRule.details?.line ?? 0)
    const found = sameOrOther(byRule, rules[entry - 1]?.outcome === outcome)
    return { ...found, details: { ...found.details, entry } }
  })
}

function sameOrOther(found: Fault, isSame: boolean): Fault {
  if (isSame) return found
  const { network = '', line = 0 } = found.details ?? {}
  return fault('RULE_NEVER_DECIDES', { network, by: found.details?.by ?? network, line })
}

/** NETWORK_REACHES_MANY {network, addresses}: wider than /8, or /19 for IPv6. `addresses` counts IPv4 where it reaches it. */
export function checkReach(filter: AddressFilter, network: string): Fault | null {
  if (filter.kind !== 'network' || !isTooWide(filter)) return null
  const { v4, v6 } = sizeOfFilter(filter)
  return fault('NETWORK_REACHES_MANY', { network, addresses: filter.version === 4 ? v4 : String(v6) })
}
