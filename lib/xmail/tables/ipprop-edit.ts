import { z } from 'zod'
import { err, type Fault, fault, type Result } from '@/lib/errors'
import { filterOfNetwork, formatNetwork, type Network } from '@/lib/xmail/net'
import { finish, type Steps } from '@/lib/xmail/steps'
import type { Document } from '@/lib/xmail/tab'
import { firstTrouble, networkSchema, parseNetworks } from './check-additions'
import { checkReach, checkRulesDecideInSteps } from './check-rules'
import { IPPROP_FORM, type IppropRow, readIpprop } from './ipprop'
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
import { GRANTABLE, type Grantable, writeProperties } from './smtp-properties'

export const grantsSchema = z.array(z.enum(GRANTABLE)).min(1).max(GRANTABLE.length)
/** One rule as a person writes it. `network`: canonical text, always with a prefix length. */
export const ippropRuleSchema = z.object({
  network: networkSchema,
  grants: grantsSchema,
  note: noteText.default(''),
})
export type IppropRule = z.infer<typeof ippropRuleSchema>

/** `many-addresses`: that a wide network is spared the checks. */
export const IPPROP_CONFIRMATIONS = ['many-addresses'] as const
export type IppropConfirmation = (typeof IPPROP_CONFIRMATIONS)[number]
const confirmed = z.array(z.enum(IPPROP_CONFIRMATIONS)).default([])

const add = z.object({
  op: z.literal('add'),
  rules: z.array(ippropRuleSchema).min(1).max(250_000),
  before: rowRefSchema.nullable().default(null),
  confirmed,
})
const replace = z.object({
  op: z.literal('replace'),
  row: rowRefSchema,
  rule: ippropRuleSchema.omit({ note: true }),
  confirmed,
})
const enable = enableRowsSchema.extend({ confirmed })

/** What a person can do to smtp.ipprop.tab, as plain data. */
export const ippropEditSchema = z.discriminatedUnion('op', [
  add,
  replace,
  enable,
  removeRowsSchema,
  moveRowSchema,
  disableRowsSchema,
  noteRowSchema,
])
export type IppropEdit = z.infer<typeof ippropEditSchema>

const place = { table: z.literal('ipprop'), path: mailRootPathSchema((path) => path === 'smtp.ipprop.tab') }

/** The same with their table and file, as the registry knows them. */
export const ippropTableEditSchema = z.discriminatedUnion('op', [
  add.extend(place),
  replace.extend(place),
  enable.extend(place),
  removeRowsSchema.extend(place),
  moveRowSchema.extend(place),
  disableRowsSchema.extend(place),
  noteRowSchema.extend(place),
])

/**
 * Does an edit, or refuses it as a whole. Errors: those of `parseNetwork`, `checkIppropRules`, `applyRowEdit` and of
 * writing a line, with `entry` (1-based) where there are several rules; NOTHING_TO_CHANGE.
 */
export function applyIppropEdit(doc: Document, edit: IppropEdit): Result<Document> {
  switch (edit.op) {
    case 'add':
      return addRules(doc, edit)
    case 'replace':
      return replaceRule(doc, edit)
    case 'enable':
      return enableRules(doc, edit)
    default:
      return applyRowEdit(doc, edit, IPPROP_FORM)
  }
}

interface ParsedRule {
  readonly network: Network
  readonly grants: readonly Grantable[]
}

/**
 * Whether rules may come behind these rows; one answer for each, null where it may. Errors: NETWORK_NEEDS_CIDR {network}
 * for a netmask with holes; those of `checkRulesDecideInSteps`; unless confirmed NETWORK_REACHES_MANY {network, addresses}.
 */
export function checkIppropRules(
  before: readonly IppropRow[],
  rules: readonly ParsedRule[],
  confirmed: readonly IppropConfirmation[] = [],
): (Fault | null)[] {
  return finish(checkIppropRulesInSteps(before, rules, confirmed))
}

export function* checkIppropRulesInSteps(
  before: readonly IppropRow[],
  rules: readonly ParsedRule[],
  confirmed: readonly IppropConfirmation[] = [],
): Steps<(Fault | null)[]> {
  const decide = yield* checkRulesDecideInSteps(
    before,
    (row) => outcomeOf(GRANTABLE.filter((key) => row.properties[key])),
    rules.map(({ network, grants }) => ({ network, outcome: outcomeOf(grants) })),
  )
  yield
  return rules.map(({ network }, i) => {
    const text = formatNetwork(network)
    if (network.kind === 'holes') return fault('NETWORK_NEEDS_CIDR', { network: text })
    const isMeant = confirmed.includes('many-addresses')
    return decide[i] ?? (isMeant ? null : checkReach(filterOfNetwork(network), text))
  })
}

function outcomeOf(grants: readonly Grantable[]): string {
  return grants.toSorted().join(' ')
}

function addRules(doc: Document, edit: z.infer<typeof add>): Result<Document> {
  const networks = parseNetworks(edit.rules.map((rule) => rule.network))
  if (!networks.ok) return networks
  const at = placeBefore(doc, edit.before, IPPROP_FORM)
  if (!at.ok) return at
  const before = readIpprop(doc).filter(({ line }) => at.value === 'end' || line < at.value)
  const rules = networks.value.flatMap((network, i) => (edit.rules[i] ? [{ ...edit.rules[i], network }] : []))
  const trouble = firstTrouble(checkIppropRules(before, rules, edit.confirmed))
  if (trouble) return { ok: false, error: trouble }
  const written = rules.map(({ network, grants, note }) => ({
    fields: [formatNetwork(network), ...writeProperties([], grants)],
    note,
  }))
  return insertRows(doc, at.value, written)
}

function replaceRule(doc: Document, edit: z.infer<typeof replace>): Result<Document> {
  const networks = parseNetworks([edit.rule.network])
  if (!networks.ok) return networks
  const [network] = networks.value
  const line = locateRow(doc, edit.row, sightOf(IPPROP_FORM))
  if (!line.ok) return line
  const rows = readIpprop(doc)
  const own = rows.filter((row) => row.line === line.value)
  const [single] = own
  if (!network || !single || single.state === 'disabled')
    return err('ROW_NOT_FOUND', { line: line.value + 1 })
  const before = rows.filter((row) => row.line < line.value)
  const { grants } = edit.rule
  const trouble = firstTrouble(checkIppropRules(before, [{ network, grants }], edit.confirmed))
  if (trouble) return { ok: false, error: trouble }
  const isWhole = own.length === 1 && !single.marks.includes('split-line')
  // A netmask that stood there by mistake is no property to keep.
  const kept = isWhole ? single.fields.map(({ text }) => text).filter((text) => !/^[\d.]+$/.test(text)) : []
  return rewriteRow(doc, line.value, [formatNetwork(network), ...writeProperties(kept, grants)])
}

function enableRules(doc: Document, edit: z.infer<typeof enable>): Result<Document> {
  const enabled = applyRowEdit(doc, edit, IPPROP_FORM)
  if (!enabled.ok || edit.confirmed.includes('many-addresses')) return enabled
  const states = new Map(readIpprop(doc).map(({ line, state }) => [line, state]))
  for (const { line, state, filter, cidr } of readIpprop(enabled.value)) {
    const isNew = state === 'live' && states.get(line) === 'disabled'
    const trouble = isNew ? checkReach(filter, cidr ?? '') : null
    if (trouble) return { ok: false, error: trouble }
  }
  return enabled
}
