import { rememberSteps } from '@/lib/xmail/remember'
import { collectInSteps, type Steps } from '@/lib/xmail/steps'
import type { Document } from '@/lib/xmail/tab'
import { explainLine, type FoundRow, findRows, type LineReason, type ListRow } from './list-row'
import { type PropertyMark, type PropertyReading, readProperties } from './smtp-properties'
import type { TableForm } from './table-form'

/** Why a line of smtp.hnprop.tab never matches. A closed list: pages translate it. */
export const HNPROP_REASONS = [
  /** `.example.com`: compared from a byte before the name on, which fits nothing. */
  'leading-dot',
  /** A blank, or a letter that no host name has. */
  'not-a-name',
] as const

export type HnpropReason = (typeof HNPROP_REASONS)[number] | LineReason

/** What is remarkable about a pattern of host names. A closed list: pages translate it. */
export const HNPROP_MARKS = [
  /** A beginning: `mail.example.com` fits `mail.example.community` and `mail.example.com.evil.org` too. */
  'beginning',
  'matches-everything',
  /** An earlier pattern is a beginning of this one, so this row never decides. */
  'never-decides',
  /** The line is longer than XMail's buffer and is read in pieces; this row is one of them. */
  'split-line',
] as const

export type HnpropMark = (typeof HNPROP_MARKS)[number]

/**
 * A row of smtp.hnprop.tab: what clients are spared whose address has a name in DNS that begins so. The first that fits
 * decides (semantics.md 5). The file's mere presence refuses every client without such a name.
 */
export interface HnpropRow extends ListRow, Omit<PropertyReading, 'marks'> {
  /** As the file has it, a byte string. */
  readonly pattern: string
  /** What names must begin with, in lower case; null: none does. */
  readonly beginning: string | null
  readonly reason?: HnpropReason
  readonly marks: readonly (HnpropMark | PropertyMark)[]
  /** The line of the earlier row that takes all names of this one. */
  readonly shadowedBy: number | null
}

export const HNPROP_FORM: TableForm = {
  isLive: ([pattern]) => pattern !== undefined && beginningOf(pattern) !== null,
  isSurelyRow: ([pattern = '', ...fields]) =>
    /^[\w.-]+$/.test(pattern) &&
    fields.length > 0 &&
    fields.every((field) => readProperties([field]).fields[0]?.key),
  commentIfEmpty:
    'no hosts with properties; while this file is here, clients without a name in DNS are refused',
}

/**
 * MscHostSubMatch: a dot at the end does not count, and one at the beginning makes the comparison start a byte before
 * the name, unless there is one at the end to make up for it.
 */
export function beginningOf(pattern: string): string | null {
  const withoutEnd = pattern.replace(/\.$/, '')
  const beginning = pattern.startsWith('.') ? (pattern.endsWith('.') ? pattern.slice(1) : null) : withoutEnd
  return beginning === null ? null : beginning.toLowerCase()
}

/** All rows in the file's order, dead and disabled ones included. Remembered as long as the Document is. */
export const { atOnce: readHnprop, inSteps: readHnpropInSteps } = rememberSteps(readRows)

function* readRows(doc: Document): Steps<readonly HnpropRow[]> {
  const first = new Map<string, number>()
  return yield* collectInSteps(findRows(doc, HNPROP_FORM), (found) => {
    const row = readHnpropRow(found)
    if (row.state !== 'live' || row.beginning === null) return row
    const shadowedBy = findBeginning(first, row.beginning)
    if (!first.has(row.beginning)) first.set(row.beginning, row.line)
    return shadowedBy === null ? row : { ...row, shadowedBy, marks: ['never-decides' as const, ...row.marks] }
  })
}

/** The earliest line whose pattern is a beginning of this one. */
export function findBeginning(lines: ReadonlyMap<string, number>, text: string): number | null {
  let found = Number.POSITIVE_INFINITY
  for (let i = 0; i <= text.length; i++) found = Math.min(found, lines.get(text.slice(0, i)) ?? found)
  return Number.isFinite(found) ? found : null
}

function readHnpropRow(found: FoundRow): HnpropRow {
  const { line, was, note, disabled, split, tokens } = found
  const [pattern = '', ...texts] = tokens
  const beginning = tokens.length === 0 ? null : beginningOf(pattern)
  const reason = disabled ? null : explainPattern(found, pattern, beginning)
  const { fields, properties, marks } = readProperties(texts)
  const row: HnpropRow = {
    line,
    was,
    note,
    state: disabled ? 'disabled' : reason ? 'dead' : 'live',
    pattern,
    beginning,
    fields,
    properties,
    marks: reason ? [] : [beginning === '' ? 'matches-everything' : 'beginning', ...marks],
    shadowedBy: null,
  }
  if (reason) return { ...row, reason }
  return split ? { ...row, marks: [...row.marks, 'split-line'] } : row
}

function explainPattern(found: FoundRow, pattern: string, beginning: string | null): HnpropReason | null {
  if (beginning !== null && /^[\w.-]*$/.test(beginning)) return null
  const reason = explainLine(found, 2)
  // One field alone is a row: it ends the search.
  if (reason && reason !== 'too-few-fields') return reason
  return pattern.startsWith('.') && /^[\w.-]*$/.test(pattern) ? 'leading-dot' : 'not-a-name'
}
