import { readAddressFilter } from '@/lib/xmail/net'
import { rememberSteps } from '@/lib/xmail/remember'
import { collectInSteps, type Steps } from '@/lib/xmail/steps'
import type { Document } from '@/lib/xmail/tab'
import { type FoundRow, findRows } from './list-row'
import { markNeverDeciding } from './mark-never-deciding'
import { type FilterRow, type RowRules, readFilterRow } from './read-row'
import type { DeadReason } from './reasons'
import { type PropertyMark, type PropertyReading, readProperties } from './smtp-properties'
import type { TableForm } from './table-form'

/** Why XMail ignores a line of smtp.ipprop.tab: besides the reasons of all networks, that it has a netmask. */
export type IppropReason = DeadReason | 'needs-cidr'

/** What is remarkable about a row besides its network and properties. A closed list: pages translate it. */
export const IPPROP_MARKS = [
  /** Rows before this one take in all of its network; it never decides. */
  'never-decides',
] as const

export type IppropMark = (typeof IPPROP_MARKS)[number]

/** A row of smtp.ipprop.tab: what clients from a network are spared. The first that matches decides (semantics.md 5). */
export interface IppropRow extends Omit<FilterRow, 'reason' | 'extra'>, Omit<PropertyReading, 'marks'> {
  readonly reason?: IppropReason
  readonly ruleMarks: readonly (IppropMark | PropertyMark)[]
  /** For a row that never decides: the line of one row before it that covers it, null if it takes several. */
  readonly shadowedBy: number | null
}

export const IPPROP_FORM: TableForm = {
  isLive: (tokens) => tokens.length > 0 && readAddressFilter(tokens.slice(0, 1)).kind !== 'invalid',
  isSurelyRow(tokens) {
    const filter = readAddressFilter(tokens.slice(0, 1))
    return filter.kind === 'network' && !filter.oddLength && !filter.legacy
  },
  commentIfEmpty: 'no networks with properties',
}

const RULES: RowRules = { fieldsNeeded: 1, extraOf: () => [] }

/** All rows in the file's order, dead and disabled ones included. Remembered as long as the Document is. */
export const { atOnce: readIpprop, inSteps: readIppropInSteps } = rememberSteps(readRows)

function* readRows(doc: Document): Steps<readonly IppropRow[]> {
  return yield* markNeverDeciding(yield* collectInSteps(findRows(doc, IPPROP_FORM), readIppropRow))
}

function readIppropRow(found: FoundRow): IppropRow {
  const { line, was, note, tokens } = found
  const row = readFilterRow({ ...found, tokens: tokens.slice(0, 1) }, RULES)
  const { form, cidr, address, netmask, size, marks, filter } = row
  const { fields, properties, marks: propertyMarks } = readProperties(tokens.slice(1))
  const read: IppropRow = {
    line,
    was,
    note,
    state: row.state,
    form,
    cidr,
    address,
    netmask,
    size,
    marks,
    filter,
    fields,
    properties,
    ruleMarks: row.state === 'dead' ? [] : propertyMarks,
    shadowedBy: null,
  }
  return row.reason ? { ...read, reason: refineReason(row.reason, tokens) } : read
}

/** `"10.0.0.0" "255.0.0.0"` would do in every other file. */
function refineReason(reason: DeadReason, tokens: readonly string[]): IppropReason {
  const isMask = tokens.length > 1 && readAddressFilter(tokens.slice(0, 2)).kind === 'network'
  return isMask ? 'needs-cidr' : reason
}
