import { type Fault, fault } from '@/lib/errors'
import { formatNetwork } from '@/lib/xmail/net'
import { rememberSteps } from '@/lib/xmail/remember'
import { collectInSteps, finish, ITEMS_A_STEP, type Steps } from '@/lib/xmail/steps'
import { type Confirmation, checkCoverage, checkHoles } from './check-network'
import { coverageOf, coverageOfInSteps } from './find-coverage'
import type { IpmapRow, ParsedIpmapRule } from './ipmap'

/**
 * Whether rules may be added to these rows (as `readIpmap` orders them); one answer for each, null where it may. NETWORK_DUPLICATE {network, line}:
 * the same rule is there, or earlier in the list (then `entry` too). NETWORK_COVERED {network, by, line}: a row of
 * higher precedence covers it, so that it would never decide. NETMASK_HOLES {network} unless confirmed.
 */
export function checkIpmapAdditions(
  rows: readonly IpmapRow[],
  rules: readonly ParsedIpmapRule[],
  confirmed: readonly Confirmation[] = [],
): (Fault | null)[] {
  return finish(checkIpmapAdditionsInSteps(rows, rules, confirmed))
}

export function* checkIpmapAdditionsInSteps(
  rows: readonly IpmapRow[],
  rules: readonly ParsedIpmapRule[],
  confirmed: readonly Confirmation[] = [],
): Steps<(Fault | null)[]> {
  const there = yield* linesByRuleInSteps(rows)
  yield* coverageOfInSteps(rows)
  const inList = new Map<string, number>()
  const shadow = prepareShadow(rows)
  yield
  return yield* collectInSteps(rules, (rule, index) => {
    const network = formatNetwork(rule.network)
    const key = keyOf(network, rule)
    const line = there.get(key)
    if (line !== undefined) return fault('NETWORK_DUPLICATE', { network, line: line + 1 })
    const entry = inList.get(key)
    if (entry !== undefined) return fault('NETWORK_DUPLICATE', { network, line: entry + 1, entry: entry + 1 })
    inList.set(key, index)
    return shadow(rule) ?? checkHoles(rule.network, confirmed)
  })
}

const { inSteps: linesByRuleInSteps } = rememberSteps(function* (
  rows: readonly IpmapRow[],
): Steps<ReadonlyMap<string, number>> {
  const lines = new Map<string, number>()
  for (const [id, row] of rows.entries()) {
    if (row.state === 'live') lines.set(keyOfRow(row), row.line)
    if (id % ITEMS_A_STEP === 0) yield
  }
  return lines
})

/** By a single row that wins before a new one, which wins over rows of its own precedence, because it comes later. */
function prepareShadow(rows: readonly IpmapRow[]): (rule: ParsedIpmapRule) => Fault | null {
  const covering = { coverage: coverageOf(rows), rowAt: (id: number) => rows[id] }
  return ({ network, precedence }) => {
    const found = checkCoverage(network, covering, (id) => (rows[id]?.precedence ?? precedence) > precedence)
    return (
      found && fault('NETWORK_COVERED', { ...found.details, by: found.details?.by ?? formatNetwork(network) })
    )
  }
}

/**
 * The same for rows that have been switched on in their places; `rows` are those of the file with them. One that comes
 * before a row of its own precedence can be covered by that too, as a new one cannot.
 */
export function checkIpmapEnabled(
  rows: readonly IpmapRow[],
  lines: readonly number[],
  confirmed: readonly Confirmation[] = [],
): (Fault | null)[] {
  const live = rows.filter((row) => row.state === 'live')
  const byLine = new Map(live.map((row) => [row.line, row]))
  const linesOf = new Map<string, number[]>()
  for (const row of live) linesOf.set(keyOfRow(row), [...(linesOf.get(keyOfRow(row)) ?? []), row.line])
  return lines.map((line) => {
    const row = byLine.get(line)
    if (!row) return null
    const network = nameNetwork(row)
    const same = linesOf.get(keyOfRow(row))?.find((other) => other !== line)
    if (same !== undefined) return fault('NETWORK_DUPLICATE', { network, line: same + 1 })
    const by = row.shadowedBy === null ? undefined : byLine.get(row.shadowedBy)
    if (by) return fault('NETWORK_COVERED', { network, by: nameNetwork(by), line: by.line + 1 })
    const isUnsure = row.marks.includes('netmask-holes') && !confirmed.includes('netmask-holes')
    return isUnsure ? fault('NETMASK_HOLES', { network }) : null
  })
}

/** A row's network as `formatNetwork` writes it; a host name as it is. */
export function nameNetwork(row: Pick<IpmapRow, 'cidr' | 'address' | 'netmask'>): string {
  return row.cidr ?? [row.address, row.netmask].filter((part) => part !== null).join(' ')
}

function keyOfRow(row: IpmapRow): string {
  return keyOf(nameNetwork(row), row)
}

function keyOf(network: string, rule: Pick<IpmapRow, 'permission' | 'precedence'>): string {
  return `${network} ${rule.permission} ${rule.precedence}`
}
