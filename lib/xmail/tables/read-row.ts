import { type AddressFilter, readAddressFilter } from '@/lib/xmail/net'
import { unquote } from '@/lib/xmail/tab'
import { describeFilter, type ShownFilter } from './describe-filter'
import type { FoundRow, ListRow } from './list-row'
import type { DeadReason } from './reasons'

/** A row that begins with an address filter. Plain data, though its sizes and IPv6 masks are bigint: not for JSON. */
export interface FilterRow extends ListRow, ShownFilter {
  readonly reason?: DeadReason
  /** Fields behind those that XMail reads, as byte strings. People keep notes there. */
  readonly extra: readonly string[]
  /** What XMail compares peers with. Of a dead or disabled row, what it would be. */
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

const NO_FIELDS: readonly string[] = []

/** The fields behind the first ones. Nearly all rows have none, and an empty list each would be 100,000 lists. */
export function fieldsBehind(tokens: readonly string[], first: number): readonly string[] {
  return tokens.length > first ? tokens.slice(first) : NO_FIELDS
}

/**
 * Reads what was found as a row, dead, live or disabled, by its address filter and the rules of its table. `tokens`: those
 * that make the filter, where not all do.
 */
export function readFilterRow(found: FoundRow, rules: RowRules, tokens = found.tokens): FilterRow {
  const { line, was, note, split, disabled } = found
  const filter = readAddressFilter(tokens)
  const death = findDeathOf(filter, tokens, rules)
  const { form, cidr, address, netmask, size, marks } = describeFilter(filter)
  // Written out: spreads would take most of the time that a long file takes.
  const row: FilterRow = {
    line,
    was,
    note,
    state: disabled ? 'disabled' : death ? 'dead' : 'live',
    extra: rules.extraOf(tokens),
    form,
    cidr,
    address,
    netmask,
    size,
    marks: split ? [...marks, 'split-line'] : marks,
    filter,
  }
  return death ? { ...row, reason: refineReason(death, found, tokens, rules.fieldsNeeded) } : row
}

function findDeathOf(filter: AddressFilter, tokens: readonly string[], rules: RowRules): DeadReason | null {
  if (tokens.length < rules.fieldsNeeded) return 'too-few-fields'
  if (filter.kind === 'invalid') return filter.fault
  return rules.findDeath?.(tokens) ?? null
}

/** The mistake that a person made, where it is a typical one, in place of what XMail's reader stumbles over. */
function refineReason(
  death: DeadReason,
  { line, split, content }: FoundRow,
  tokens: readonly string[],
  fieldsNeeded: number,
): DeadReason {
  if (split) return death
  if (/^[ \t]*$/.test(content)) return 'only-blanks'
  if (line === 0 && content.startsWith('\xef\xbb\xbf')) return 'byte-order-mark'
  if (/^(;|\/\/|\s+#)/.test(content)) return 'looks-like-comment'
  const wouldBe = splitAtBlanks(content)
  // With as many fields as TABs alone give, blanks are not what is wrong.
  if (wouldBe.length > tokens.length && wouldBe.length >= fieldsNeeded) {
    if (readAddressFilter(wouldBe).kind === 'network') return 'spaces-for-tabs'
  }
  if (fieldsNeeded === 4 && tokens.length === 3 && tokens[0]?.includes('/')) return 'three-field-cidr'
  return death
}

/** The fields that a person meant who divided them by blanks. Those inside quotes divide nothing. */
function splitAtBlanks(content: string): string[] {
  return (content.match(/"(?:\\"|[^"])*"?[^ \t]*|[^ \t]+/g) ?? []).map(unquote)
}
