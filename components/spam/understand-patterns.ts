import type { Fault } from '@/lib/errors'
import type { Steps } from '@/lib/xmail/steps'
import { checkPatternsInSteps, ofTheList, type SpamAddressRow } from '@/lib/xmail/tables'

export interface PatternProblem {
  /** From 0. */
  readonly line: number
  readonly fault: Fault
  /** The pattern that is probably meant. */
  readonly meaning: string | null
}

export interface PatternsUnderstanding {
  readonly patterns: readonly string[]
  readonly problems: readonly PatternProblem[]
  /** Whether one matches every sender, which this person may confirm. */
  readonly asksAll: boolean
}

export const NO_PATTERNS: PatternsUnderstanding = { patterns: [], problems: [], asksAll: false }

/** One pattern a line, checked against the rows that are there. Counts each line once. */
export function* understandPatterns(
  rows: readonly SpamAddressRow[],
  text: string,
  mayConfirmAll: boolean,
): Steps<PatternsUnderstanding> {
  const lines = text
    .split(/\r\n|\r|\n/)
    .map((line, i) => ({ line: i, pattern: line.trim().replace(/^"(.*)"$/, '$1') }))
    .filter(({ pattern }) => pattern !== '')
  const patterns = lines.map(({ pattern }) => pattern)
  yield
  const found = yield* checkPatternsInSteps(rows, patterns)
  const isAsked = (i: number) => mayConfirmAll && found[i]?.code === 'PATTERN_MATCHES_ALL'
  const problems = lines.flatMap(({ line }, i): PatternProblem[] => {
    const fault = found[i]
    const meaning = fault?.details?.meaning
    if (!fault || isAsked(i)) return []
    const said = ofTheList(fault, (entry) => (lines[entry - 1]?.line ?? 0) + 1)
    return [{ line, fault: said, meaning: meaning?.toString() ?? null }]
  })
  return { patterns, problems, asksAll: patterns.some((_, i) => isAsked(i)) }
}
