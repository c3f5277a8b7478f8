import type { Steps } from '@/lib/xmail/steps'
import type { ComparedRow } from './find-coverage'
import { findShadowedInSteps } from './find-shadowed'

interface DecidingRow extends ComparedRow {
  readonly ruleMarks: readonly string[]
  readonly shadowedBy: number | null
}

/**
 * Marks the rows that never decide, in a table whose first match does. The rows themselves are changed: for a reader that
 * has just made them and has given them to nobody.
 */
export function* markNeverDeciding<Row extends DecidingRow>(rows: readonly Row[]): Steps<readonly Row[]> {
  const live = rows.filter((row) => row.state === 'live')
  for (const [place, by] of yield* findShadowedInSteps(live)) {
    const row = live[place]
    if (row) Object.assign(row, { shadowedBy: by, ruleMarks: ['never-decides', ...row.ruleMarks] })
  }
  return rows
}
