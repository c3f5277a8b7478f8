import { type AddressFilter, readAddressFilter } from '@/lib/xmail/net'
import { type Document, unquote } from '@/lib/xmail/tab'
import type { DataChunk } from './data-chunks'
import { describeFilter, type ShownFilter } from './describe-filter'
import type { DeadReason } from './reasons'

/** What all rows have: where they are, and whether XMail uses them. */
export interface RowBase {
  /** Index of the line in the Document, from 0. Two rows can come from one line (`split-line`). */
  readonly line: number
  /** The line's content, a byte string: what an edit of this row must find there. */
  readonly was: string
  readonly state: 'live' | 'dead'
  readonly reason?: DeadReason
  /** Fields behind those that XMail reads, as byte strings. People keep notes there. */
  readonly extra: readonly string[]
}

/** A row that begins with an address filter. Plain data, though its sizes and IPv6 masks are bigint: not for JSON. */
export interface FilterRow extends RowBase, ShownFilter {
  /** What XMail compares peers with. Of a dead row, what it would be. */
  readonly filter: AddressFilter
}

/** What differs from table to table. */
export interface RowRules {
  /** XMail ignores lines with fewer. */
  readonly fieldsNeeded: number
  /** The fields that XMail does not read. */
  readonly extraOf: (tokens: readonly string[]) => readonly string[]
  /** What kills a row of this table besides its filter. */
  readonly findDeath?: (tokens: readonly string[]) => DeadReason | null
}

/** Reads one chunk as a row, dead or live, by its address filter and the rules of its table. */
export function readFilterRow(doc: Document, chunk: DataChunk, rules: RowRules): FilterRow {
  const { line, split, tokens } = chunk
  const was = doc.lines[line]?.content ?? ''
  const filter = readAddressFilter(tokens)
  const death = findDeathOf(filter, tokens, rules)
  const { form, cidr, address, netmask, size, marks } = describeFilter(filter)
  // Written out: spreads would take most of the time that a long file takes.
  const row: FilterRow = {
    line,
    was,
    state: death ? 'dead' : 'live',
    extra: rules.extraOf(tokens),
    form,
    cidr,
    address,
    netmask,
    size,
    marks: split ? [...marks, 'split-line'] : marks,
    filter,
  }
  return death ? { ...row, reason: refineReason(death, was, chunk, rules.fieldsNeeded) } : row
}

function findDeathOf(filter: AddressFilter, tokens: readonly string[], rules: RowRules): DeadReason | null {
  if (tokens.length < rules.fieldsNeeded) return 'too-few-fields'
  if (filter.kind === 'invalid') return filter.fault
  return rules.findDeath?.(tokens) ?? null
}

/** The mistake that a person made, where it is a typical one, in place of what XMail's reader stumbles over. */
function refineReason(found: DeadReason, was: string, chunk: DataChunk, fieldsNeeded: number): DeadReason {
  if (chunk.split) return found
  if (/^[ \t]*$/.test(was)) return 'only-blanks'
  if (chunk.line === 0 && was.startsWith('\xef\xbb\xbf')) return 'byte-order-mark'
  if (/^(;|\/\/|\s+#)/.test(was)) return 'looks-like-comment'
  const wouldBe = splitAtBlanks(was)
  // With as many fields as TABs alone give, blanks are not what is wrong.
  if (wouldBe.length > chunk.tokens.length && wouldBe.length >= fieldsNeeded) {
    if (readAddressFilter(wouldBe).kind === 'network') return 'spaces-for-tabs'
  }
  if (fieldsNeeded === 4 && chunk.tokens.length === 3 && chunk.tokens[0]?.includes('/'))
    return 'three-field-cidr'
  return found
}

/** The fields that a person meant who divided them by blanks. Those inside quotes divide nothing. */
function splitAtBlanks(content: string): string[] {
  return (content.match(/"(?:\\"|[^"])*"?[^ \t]*|[^ \t]+/g) ?? []).map(unquote)
}
