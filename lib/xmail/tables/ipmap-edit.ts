import { z } from 'zod'
import { err, type Fault, fault, ok, type Result } from '@/lib/errors'
import { type FilterForm, formatNetwork, type Network } from '@/lib/xmail/net'
import { type Document, insertManyFields, replaceFields } from '@/lib/xmail/tab'
import { firstTrouble, networkSchema, parseNetworks } from './check-additions'
import { type Confirmation, checkCoverage, checkHoles, confirmationSchema } from './check-network'
import { indexCoverage, knownFilters } from './find-coverage'
import { type IpmapRow, isIpmapPath, LOWEST_PRECEDENCE, type Permission, readIpmap } from './ipmap'
import { moveIpmapRow } from './ipmap-move'
import { locateRow, type RowRef, rowRefSchema } from './locate-rows'
import { mailRootPathSchema } from './path-schema'
import { removeRows } from './remove-rows'
import { filterFields, preferredForm } from './write-filter'

/** One rule as a person writes it. XMail keeps precedences in 32 bits. */
export const ipmapRuleSchema = z.object({
  network: networkSchema,
  permission: z.enum(['ALLOW', 'DENY']),
  precedence: z.number().int().min(LOWEST_PRECEDENCE).max(2_147_483_647),
})
export type IpmapRule = z.infer<typeof ipmapRuleSchema>

const confirmed = z.array(confirmationSchema).default([])
const add = z.object({ op: z.literal('add'), rules: z.array(ipmapRuleSchema).min(1).max(250_000), confirmed })
const remove = z.object({ op: z.literal('remove'), rows: z.array(rowRefSchema).min(1) })
const replace = z.object({ op: z.literal('replace'), row: rowRefSchema, rule: ipmapRuleSchema, confirmed })
/** To win just before the row that is at place `to` of the winning order. */
const move = z.object({ op: z.literal('move'), row: rowRefSchema, to: z.number().int().min(0).max(250_000) })
/** These rules instead of all that XMail uses now. Comments and lines that it ignores stay. */
const set = z.object({ op: z.literal('set'), rules: z.array(ipmapRuleSchema).max(1_000) })

/** What a person can do to an ipmap file, as plain data. */
export const ipmapEditSchema = z.discriminatedUnion('op', [add, remove, replace, move, set])
export type IpmapEdit = z.infer<typeof ipmapEditSchema>

const place = { table: z.literal('ipmap'), path: mailRootPathSchema(isIpmapPath) }

/** The same with their table and file, as the registry knows them. */
export const ipmapTableEditSchema = z.discriminatedUnion('op', [
  add.extend(place),
  remove.extend(place),
  replace.extend(place),
  move.extend(place),
  set.extend(place),
])

/** A file without a byte is not written; XMail would lose it (semantics.md 0.1). */
const NO_ROWS = 'no rules: every address may connect'

/**
 * Does an edit, or refuses it as a whole. Errors: those of `parseNetwork`, `checkIpmapAddition` and `locateRows`, with
 * `entry` (1-based) where there are several rules; NOTHING_TO_CHANGE; those of writing a line.
 */
export function applyIpmapEdit(doc: Document, edit: IpmapEdit): Result<Document> {
  switch (edit.op) {
    case 'add':
      return addRules(doc, edit)
    case 'remove':
      return removeRows(doc, edit.rows, NO_ROWS)
    case 'replace':
      return replaceRule(doc, edit)
    case 'move':
      return moveIpmapRow(doc, edit.row, edit.to)
    case 'set':
      return setRules(doc, edit)
  }
}

interface ParsedRule {
  readonly network: Network
  readonly permission: Permission
  readonly precedence: number
}

/**
 * Whether rules may be added to these rows (as `readIpmap` orders them); one answer for each, null where it may. NETWORK_DUPLICATE {network, line}:
 * the same rule is there, or earlier in the list (then `entry` too). NETWORK_COVERED {network, by, line}: a row of
 * higher precedence covers it, so that it would never decide. NETMASK_HOLES {network} unless confirmed.
 */
export function checkIpmapAdditions(
  rows: readonly IpmapRow[],
  rules: readonly ParsedRule[],
  confirmed: readonly Confirmation[] = [],
): (Fault | null)[] {
  const there = new Map<string, number>()
  for (const row of rows) if (row.state === 'live') there.set(keyOfRow(row), row.line)
  const inList = new Map<string, number>()
  const shadow = prepareShadow(rows)
  return rules.map((rule, index) => {
    const network = formatNetwork(rule.network)
    const key = keyOf(network, rule)
    const line = there.get(key)
    if (line !== undefined) return fault('NETWORK_DUPLICATE', { network, line: line + 1 })
    const entry = inList.get(key)
    if (entry !== undefined) return fault('NETWORK_DUPLICATE', { network, line: entry + 1, entry: entry + 1 })
    inList.set(key, index)
    return shadow(rule) ?? checkHoles(rule.network, confirmed)
  })
}

/** By a single row that wins before a new one, which wins over rows of its own precedence, because it comes later. */
function prepareShadow(rows: readonly IpmapRow[]): (rule: ParsedRule) => Fault | null {
  const covering = { coverage: indexCoverage(knownFilters(rows)), rowAt: (id: number) => rows[id] }
  return ({ network, precedence }) => {
    const found = checkCoverage(network, covering, (id) => (rows[id]?.precedence ?? precedence) > precedence)
    return (
      found && fault('NETWORK_COVERED', { ...found.details, by: found.details?.by ?? formatNetwork(network) })
    )
  }
}

function keyOfRow(row: IpmapRow): string {
  const network = row.cidr ?? `${row.address} ${row.netmask}`
  return `${network} ${row.permission} ${row.precedence}`
}

function keyOf(network: string, rule: ParsedRule): string {
  return `${network} ${rule.permission} ${rule.precedence}`
}

function parseRules(rules: readonly IpmapRule[]): Result<ParsedRule[]> {
  const networks = parseNetworks(rules.map((rule) => rule.network))
  if (!networks.ok) return networks
  return ok(networks.value.flatMap((network, i) => (rules[i] ? [{ ...rules[i], network }] : [])))
}

function addRules(doc: Document, edit: z.infer<typeof add>): Result<Document> {
  const rules = parseRules(edit.rules)
  if (!rules.ok) return rules
  const rows = readIpmap(doc)
  const trouble = firstTrouble(checkIpmapAdditions(rows, rules.value, edit.confirmed))
  if (trouble) return { ok: false, error: trouble }
  const form = preferredForm(rows)
  return insertManyFields(
    doc,
    'end',
    rules.value.map((rule) => fieldsOf(rule, form)),
  )
}

function replaceRule(doc: Document, edit: z.infer<typeof replace>): Result<Document> {
  const rules = parseRules([edit.rule])
  if (!rules.ok) return rules
  const line = locateRow(doc, edit.row)
  if (!line.ok) return line
  const rows = readIpmap(doc)
  const own = rows.filter((row) => row.line === line.value)
  const others = rows.filter((row) => row.line !== line.value)
  const trouble = firstTrouble(checkIpmapAdditions(others, rules.value, edit.confirmed))
  if (trouble) return { ok: false, error: trouble }
  const [rule] = rules.value
  if (!rule) return err('ADDRESS_EMPTY')
  const form = own.find((row) => row.state === 'live')?.form ?? preferredForm(others)
  const [single] = own
  const notes = single && own.length === 1 && !single.marks.includes('split-line') ? single.extra : []
  const replaced = replaceFields(doc, line.value, [...fieldsOf(rule, form), ...notes])
  if (!replaced.ok) return replaced
  const isSame = replaced.value.lines[line.value]?.raw === doc.lines[line.value]?.raw
  return isSame ? err('NOTHING_TO_CHANGE') : ok(replaced.value)
}

function setRules(doc: Document, edit: z.infer<typeof set>): Result<Document> {
  const refs = new Map<number, RowRef>()
  for (const row of readIpmap(doc))
    if (row.state === 'live') refs.set(row.line, { line: row.line, was: row.was })
  const emptied = removeRows(doc, [...refs.values()], NO_ROWS)
  if (!emptied.ok || edit.rules.length === 0) return emptied
  // What stood there only because the file would have been left empty is not needed any more.
  const base = doc.lines.length === refs.size ? { ...emptied.value, lines: [] } : emptied.value
  return addRules(base, { op: 'add', rules: edit.rules, confirmed: [] })
}

/** CIDR, too, needs four fields, the second of them empty (semantics.md 2.3). */
function fieldsOf(rule: ParsedRule, form: FilterForm): string[] {
  const [first, second] = filterFields(rule.network, form)
  return [first, second ?? '', rule.permission, String(rule.precedence)]
}
