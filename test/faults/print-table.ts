import type { FaultsResult } from './run-faults'
import type { Outcome } from './run-scenario'

const OUTCOMES: readonly Outcome[] = [
  'applied',
  'not applied',
  'put back',
  'in doubt, then applied',
  'in doubt, then as before',
]

/** What became of all runs: a line for each store and trouble, a column for each outcome. */
export function printTable({ tallies, skipped }: FaultsResult): string {
  const head = ['store', 'trouble', 'runs', 'not reached', ...OUTCOMES]
  const rows = tallies
    .toSorted((a, b) => a.store.localeCompare(b.store) || a.kind.localeCompare(b.kind))
    .map((tally) => [
      tally.store,
      tally.kind,
      String(tally.runs),
      String(tally.untroubled),
      ...OUTCOMES.map((outcome) => String(tally.outcomes.get(outcome) ?? 0)),
    ])
  const sums = head.map((_, i) =>
    i < 2 ? (i === 0 ? 'all' : '') : String(rows.reduce((sum, row) => sum + Number(row[i]), 0)),
  )
  const table = [head, ...rows, sums]
  const widths = head.map((_, i) => Math.max(...table.map((row) => row[i]?.length ?? 0)))
  const lines = table.map((row) =>
    row.map((cell, i) => (i < 2 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  '),
  )
  return [...lines, ...[...skipped].map((line) => `skipped: ${line}`)].join('\n')
}
