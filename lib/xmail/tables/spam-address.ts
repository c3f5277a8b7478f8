import { rememberSteps } from '@/lib/xmail/remember'
import { ITEMS_A_STEP, type Steps } from '@/lib/xmail/steps'
import type { Document } from '@/lib/xmail/tab'
import { wildMatchIgnoringCase } from '@/lib/xmail/wild-match'
import { PatternCoverage } from './find-pattern-cover'
import { explainLine, type FoundRow, findRows, type LineReason, type ListRow } from './list-row'
import { coversPattern, matchesNobody } from './pattern-cover'
import { readPieces } from './pattern-pieces'
import { fieldsBehind } from './read-row'
import type { TableForm } from './table-form'

/** Why a pattern refuses nobody. A closed list: pages translate it. */
export const PATTERN_REASONS = [
  /** An open `[` or a backslash at the end. */
  'broken-pattern',
  /** A blank, at the end mostly. No address has one. */
  'has-blank',
  /** Letters that are not ASCII. */
  'not-ascii',
  /** No `@`, and no wildcard that could stand for one: XMail compares whole addresses. */
  'no-at',
  /** It begins with `@`, and so fits only the first hop of a path with hops. */
  'only-hops',
  'never-matches',
] as const

export type PatternReason = (typeof PATTERN_REASONS)[number]
export type SpamAddressReason = PatternReason | LineReason

/** What is remarkable about a pattern that does refuse. A closed list: pages translate it. */
export const SPAM_ADDRESS_MARKS = [
  /** No `@` is written; a wildcard stands for it. */
  'no-at-written',
  'matches-everything',
  /** An earlier pattern is the same but for case. */
  'duplicate',
  /** An earlier pattern matches all that this one does. */
  'covered',
  /** The line is longer than XMail's buffer and is read in pieces; this row is one of them. */
  'split-line',
] as const

export type SpamAddressMark = (typeof SPAM_ADDRESS_MARKS)[number]

/** A row of spam-address.tab: senders that are refused, each of them (semantics.md 4.2). */
export interface SpamAddressRow extends ListRow {
  /** As the file has it, a byte string. */
  readonly pattern: string
  readonly reason?: SpamAddressReason
  readonly marks: readonly SpamAddressMark[]
  /** The line of one earlier row that refuses all that this one does. */
  readonly coveredBy: number | null
  /** Fields behind the pattern, as byte strings. XMail does not read them. */
  readonly extra: readonly string[]
}

export const SPAM_ADDRESS_FORM: TableForm = {
  isLive: (tokens) => tokens.length > 0,
  // One word that looks like the pattern of an address; prose has blanks.
  isSurelyRow: ([pattern = '', ...more]) =>
    more.length === 0 && /^[^\s@]*[@*][^\s@]*$/.test(pattern) && explainPattern(pattern) === null,
  commentIfEmpty: 'no patterns: no sender is refused',
}

/** All rows in the file's order, dead and disabled ones included. Remembered as long as the Document is. */
export const { atOnce: readSpamAddress, inSteps: readSpamAddressInSteps } = rememberSteps(readRows)

function* readRows(doc: Document): Steps<readonly SpamAddressRow[]> {
  const coverage = new PatternCoverage()
  const rows: SpamAddressRow[] = []
  for (const found of findRows(doc, SPAM_ADDRESS_FORM)) {
    const { line, was, note, disabled, tokens } = found
    const pattern = tokens[0] ?? ''
    const fault = disabled ? null : explainPattern(pattern)
    const by = disabled || fault ? undefined : rows[coverage.find(pattern) ?? -1]
    const row: SpamAddressRow = {
      line,
      was,
      note,
      state: disabled ? 'disabled' : fault ? 'dead' : 'live',
      pattern,
      marks: disabled || fault ? [] : marksOf(found, pattern, by),
      coveredBy: by?.line ?? null,
      extra: fieldsBehind(tokens, 1),
    }
    if (row.state === 'live') coverage.add(rows.length, pattern)
    rows.push(fault ? { ...row, reason: explainLine(found, 1) ?? fault } : row)
    if (rows.length % ITEMS_A_STEP === 0) yield
  }
  return rows
}

function marksOf(found: FoundRow, pattern: string, by: SpamAddressRow | undefined): SpamAddressMark[] {
  const marks: SpamAddressMark[] = []
  if (!pattern.includes('@')) marks.push('no-at-written')
  if (matchesEverything(pattern)) marks.push('matches-everything')
  if (by) marks.push(by.pattern.toLowerCase() === pattern.toLowerCase() ? 'duplicate' : 'covered')
  if (found.split) marks.push('split-line')
  return marks
}

/** Whether a pattern refuses every sender but the null sender. */
export function matchesEverything(pattern: string): boolean {
  // Nearly all patterns begin or end with text, which is enough to know.
  if (!pattern.includes('*') || !/^[*?[]/.test(pattern) || !/[*?\]]$/.test(pattern)) return false
  return coversPattern(readPieces(pattern) ?? [], ['any']) === true
}

/** Why XMail could match no sender with this pattern; null: it could. */
export function explainPattern(pattern: string): PatternReason | null {
  // `user@domain`, `*@domain`, `*domain`: files have 100,000 of them.
  if (/^[!-Z^-~]+$/.test(pattern) && (/^[^@]+@[^@]+$/.test(pattern) || /^[^@]*\*[^@]*$/.test(pattern)))
    return null
  const pieces = readPieces(pattern)
  if (!pieces) return 'broken-pattern'
  if (/[^\0-\x7f]/.test(pattern)) return 'not-ascii'
  // A text without an `@` is no address and no hop; to compare it as a pattern would take its row’s time a hundred times.
  const isNoAddress = !/[@*?[\\]/.test(pattern)
  if (!isNoAddress && matchesNobody(pieces, 'address') !== true) return null
  if (/\s/.test(pattern)) return 'has-blank'
  if (!isNoAddress && matchesNobody(pieces, 'hop') !== true) return 'only-hops'
  return pattern.includes('@') ? 'never-matches' : 'no-at'
}

/** What the rows would do with one sender. */
export interface SenderTest {
  /** As it was typed. */
  readonly sender: string
  /** What XMail compares: the address, or the first hop of a path; null for the null sender, which it never tests. */
  readonly tested: string | null
  /** The line that refuses it, the first that matches; null: it is let through. */
  readonly refusedBy: number | null
  /** Lines that match as well and come too late. */
  readonly alsoBy: readonly number[]
}

/** Tries senders (`user@example.com`, `<user@example.com>`, `<>`) against these rows. */
export function testPatterns(rows: readonly SpamAddressRow[], senders: readonly string[]): SenderTest[] {
  const live = rows.filter((row) => row.state !== 'disabled')
  return senders.map((sender) => {
    const tested = testedText(sender)
    if (tested === null) return { sender, tested, refusedBy: null, alsoBy: [] }
    const [refusedBy = null, ...alsoBy] = live
      .filter(({ pattern }) => wildMatchIgnoringCase(tested, pattern))
      .map(({ line }) => line)
    return { sender, tested, refusedBy, alsoBy }
  })
}

/** The first element of a path: `@a` of `<@a,@b:user@domain>`. */
function testedText(sender: string): string | null {
  const path = sender.trim().replace(/^<(.*)>$/, '$1')
  const [first = ''] = path.startsWith('@') ? path.split(/[,:]/) : [path]
  return first === '' ? null : first
}
