import { z } from 'zod'
import { err, type Fault, fault, type Result } from '@/lib/errors'
import { collectInSteps, finish, ITEMS_A_STEP, type Steps } from '@/lib/xmail/steps'
import type { Document } from '@/lib/xmail/tab'
import { firstTrouble } from './check-additions'
import { PatternCoverage } from './find-pattern-cover'
import { locateRow, rowRefSchema } from './locate-rows'
import { mailRootPathSchema } from './path-schema'
import {
  applyRowEdit,
  disableRowsSchema,
  enableRowsSchema,
  insertRows,
  moveRowSchema,
  noteRowSchema,
  noteText,
  placeBefore,
  removeRowsSchema,
  rewriteRow,
} from './row-edits'
import { sightOf } from './row-sight'
import {
  explainPattern,
  matchesEverything,
  readSpamAddress,
  SPAM_ADDRESS_FORM,
  type SpamAddressRow,
} from './spam-address'

export const senderPatternSchema = z.string().min(1).max(500)
/** `everybody`: that a pattern refuses every sender. */
export const SPAM_ADDRESS_CONFIRMATIONS = ['everybody'] as const
export type SpamAddressConfirmation = (typeof SPAM_ADDRESS_CONFIRMATIONS)[number]
const confirmed = z.array(z.enum(SPAM_ADDRESS_CONFIRMATIONS)).default([])

const add = z.object({
  op: z.literal('add'),
  patterns: z
    .array(z.object({ pattern: senderPatternSchema, note: noteText.default('') }))
    .min(1)
    .max(250_000),
  before: rowRefSchema.nullable().default(null),
  confirmed,
})
const replace = z.object({
  op: z.literal('replace'),
  row: rowRefSchema,
  pattern: senderPatternSchema,
  confirmed,
})
const enable = enableRowsSchema.extend({ confirmed })

/** What a person can do to spam-address.tab, as plain data. */
export const spamAddressEditSchema = z.discriminatedUnion('op', [
  add,
  replace,
  enable,
  removeRowsSchema,
  moveRowSchema,
  disableRowsSchema,
  noteRowSchema,
])
export type SpamAddressEdit = z.infer<typeof spamAddressEditSchema>

const place = {
  table: z.literal('spam-address'),
  path: mailRootPathSchema((path) => path === 'spam-address.tab'),
}

/** The same with their table and file, as the registry knows them. */
export const spamAddressTableEditSchema = z.discriminatedUnion('op', [
  add.extend(place),
  replace.extend(place),
  enable.extend(place),
  removeRowsSchema.extend(place),
  moveRowSchema.extend(place),
  disableRowsSchema.extend(place),
  noteRowSchema.extend(place),
])

/**
 * Does an edit, or refuses it as a whole. Errors: those of `checkPatterns`, `applyRowEdit` and of writing a line, with
 * `entry` (1-based) where there are several patterns; NOTHING_TO_CHANGE.
 */
export function applySpamAddressEdit(doc: Document, edit: SpamAddressEdit): Result<Document> {
  switch (edit.op) {
    case 'add':
      return addPatterns(doc, edit)
    case 'replace':
      return replacePattern(doc, edit)
    case 'enable':
      return enablePatterns(doc, edit)
    default:
      return applyRowEdit(doc, edit, SPAM_ADDRESS_FORM)
  }
}

/**
 * Whether patterns may come behind these rows; one answer for each, null where it may. One that matches nobody:
 * PATTERN_BROKEN, PATTERN_HAS_BLANK, PATTERN_NOT_WHOLE {meaning}, PATTERN_NEVER_MATCHES. PATTERN_DUPLICATE {line},
 * PATTERN_COVERED {by, line}; PATTERN_MATCHES_ALL unless confirmed. All with {pattern}.
 */
export function checkPatterns(
  before: readonly SpamAddressRow[],
  patterns: readonly string[],
  confirmed: readonly SpamAddressConfirmation[] = [],
): (Fault | null)[] {
  return finish(checkPatternsInSteps(before, patterns, confirmed))
}

export function* checkPatternsInSteps(
  before: readonly SpamAddressRow[],
  patterns: readonly string[],
  confirmed: readonly SpamAddressConfirmation[] = [],
): Steps<(Fault | null)[]> {
  const coverage = new PatternCoverage()
  for (const [id, row] of before.entries()) {
    if (row.state === 'live') coverage.add(id, row.pattern)
    if (id % ITEMS_A_STEP === 0) yield
  }
  return yield* collectInSteps(patterns, (pattern, i) => {
    const never = checkReachable(pattern)
    if (never) return never
    const cover = coverage.find(pattern)
    coverage.add(before.length + i, pattern)
    if (cover !== null) {
      const entry = cover - before.length
      const by = before[cover] ?? { pattern: patterns[entry] ?? '', line: entry }
      const isSame = by.pattern.toLowerCase() === pattern.toLowerCase()
      const details = { pattern, line: by.line + 1, ...(entry >= 0 && { entry: entry + 1 }) }
      return isSame
        ? fault('PATTERN_DUPLICATE', details)
        : fault('PATTERN_COVERED', { ...details, by: by.pattern })
    }
    return confirmed.includes('everybody') ? null : checkEverybody(pattern)
  })
}

function checkEverybody(pattern: string): Fault | null {
  return matchesEverything(pattern) ? fault('PATTERN_MATCHES_ALL', { pattern }) : null
}

function checkReachable(pattern: string): Fault | null {
  switch (explainPattern(pattern)) {
    case null:
      return null
    case 'broken-pattern':
      return fault('PATTERN_BROKEN', { pattern })
    case 'has-blank':
      return fault('PATTERN_HAS_BLANK', { pattern })
    case 'no-at':
      return fault('PATTERN_NOT_WHOLE', { pattern, meaning: `*@${pattern}` })
    case 'only-hops':
      return fault('PATTERN_NOT_WHOLE', { pattern, meaning: `*${pattern}` })
    default:
      return fault('PATTERN_NEVER_MATCHES', { pattern })
  }
}

function addPatterns(doc: Document, edit: z.infer<typeof add>): Result<Document> {
  const at = placeBefore(doc, edit.before, SPAM_ADDRESS_FORM)
  if (!at.ok) return at
  const before = readSpamAddress(doc).filter(({ line }) => at.value === 'end' || line < at.value)
  const patterns = edit.patterns.map(({ pattern }) => pattern)
  const trouble = firstTrouble(checkPatterns(before, patterns, edit.confirmed))
  if (trouble) return { ok: false, error: trouble }
  return insertRows(
    doc,
    at.value,
    edit.patterns.map(({ pattern, note }) => ({ fields: [pattern], note })),
  )
}

function replacePattern(doc: Document, edit: z.infer<typeof replace>): Result<Document> {
  const line = locateRow(doc, edit.row, sightOf(SPAM_ADDRESS_FORM))
  if (!line.ok) return line
  const rows = readSpamAddress(doc)
  const own = rows.filter((row) => row.line === line.value)
  const [single] = own
  if (!single || single.state === 'disabled') return err('ROW_NOT_FOUND', { line: line.value + 1 })
  const before = rows.filter((row) => row.line < line.value)
  const trouble = firstTrouble(checkPatterns(before, [edit.pattern], edit.confirmed))
  if (trouble) return { ok: false, error: trouble }
  const isWhole = own.length === 1 && !single.marks.includes('split-line')
  return rewriteRow(doc, line.value, [edit.pattern, ...(isWhole ? single.extra : [])])
}

function enablePatterns(doc: Document, edit: z.infer<typeof enable>): Result<Document> {
  const enabled = applyRowEdit(doc, edit, SPAM_ADDRESS_FORM)
  if (!enabled.ok || edit.confirmed.includes('everybody')) return enabled
  const opened = new Map(readSpamAddress(doc).map((row) => [row.line, row.state]))
  for (const { line, state, pattern } of readSpamAddress(enabled.value)) {
    const trouble = state === 'live' && opened.get(line) === 'disabled' ? checkEverybody(pattern) : null
    if (trouble) return { ok: false, error: trouble }
  }
  return enabled
}
