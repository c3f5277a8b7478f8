import { atoi, readAddressFilter } from '@/lib/xmail/net'
import type { Document } from '@/lib/xmail/tab'
import { dataChunks } from '@/lib/xmail/tables/data-chunks'
import { type DeadRule, type FilterRule, makeRuleTable, type RuleTable } from './rule-table'

/** One field of a property line, split at its first `=`. Null: it has none. */
export interface Property {
  readonly name: string
  readonly value: string | null
}

export interface PropertyRule extends FilterRule {
  readonly properties: readonly Property[]
}

export interface HostRule {
  readonly line: number
  readonly pattern: string
  readonly properties: readonly Property[]
}

/** What a property does, in the names of this console. */
export const PROPERTY_FLAGS = ['white-listed', 'mail-unlocked', 'vrfy', 'etrn', 'no-sender-check'] as const
export type PropertyFlag = (typeof PROPERTY_FLAGS)[number]

/** Properties that a value of 0 switches off. EaseTLS is read before there is anything to ease (semantics.md 0.5). */
const FLAG_OF: ReadonlyMap<string, PropertyFlag> = new Map([
  ['WhiteList', 'white-listed'],
  ['NoAuth', 'mail-unlocked'],
  ['EnableVRFY', 'vrfy'],
  ['EnableETRN', 'etrn'],
])

/** SMTPEnumIPPropsCB: what the fields of a line come to, each once, in the order of PROPERTY_FLAGS. */
export function propertyFlags(properties: readonly Property[]): PropertyFlag[] {
  const found = properties.map(({ name, value }) => {
    if (name === 'SenderDomainCheck') return value !== null && atoi(value) === 0 ? 'no-sender-check' : null
    return value === null || atoi(value) !== 0 ? FLAG_OF.get(name) : null
  })
  return PROPERTY_FLAGS.filter((flag) => found.includes(flag))
}

/** smtp.ipprop.tab (semantics.md 5): only the first field is the address, so that it must be `net/bits`. */
export function compileIpProperties(doc: Document): RuleTable<PropertyRule> {
  const rules: PropertyRule[] = []
  const dead: DeadRule[] = []
  for (const { line, tokens } of dataChunks(doc)) {
    if (tokens.length === 0) continue
    const filter = readAddressFilter(tokens.slice(0, 1))
    if (filter.kind === 'invalid') dead.push({ line, why: filter.fault })
    else rules.push({ line, filter, properties: tokens.slice(1).map(readProperty) })
  }
  return makeRuleTable(rules, dead)
}

/** smtp.hnprop.tab (semantics.md 5), in the file's order. */
export function compileHostProperties(doc: Document): readonly HostRule[] {
  const rules: HostRule[] = []
  for (const { line, tokens } of dataChunks(doc)) {
    const [pattern] = tokens
    if (pattern !== undefined) rules.push({ line, pattern, properties: tokens.slice(1).map(readProperty) })
  }
  return rules
}

function readProperty(field: string): Property {
  const equals = field.indexOf('=')
  return equals < 0
    ? { name: field, value: null }
    : { name: field.slice(0, equals), value: field.slice(equals + 1) }
}

/**
 * MscHostSubMatch: a pattern is a beginning of the name, whatever the documentation says. One with a leading dot is
 * compared from a byte before the name on, which fits nothing, unless a dot at its end makes up for the difference.
 */
export function matchesHostPattern(host: string, pattern: string): boolean {
  const withoutEnd = pattern.endsWith('.') ? pattern.slice(0, -1) : pattern
  if (!pattern.startsWith('.')) return startsWithIgnoringCase(host, withoutEnd)
  return pattern.endsWith('.') && startsWithIgnoringCase(host, pattern.slice(1))
}

function startsWithIgnoringCase(text: string, start: string): boolean {
  return text.slice(0, start.length).toLowerCase() === start.toLowerCase()
}
