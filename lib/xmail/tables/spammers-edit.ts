import { z } from 'zod'
import { err, type Result } from '@/lib/errors'
import type { FilterForm, Network } from '@/lib/xmail/net'
import type { Document } from '@/lib/xmail/tab'
import { firstTrouble, networkSchema, parseNetworks } from './check-additions'
import { checkSpammersRules, checkTurnedAway, SPAMMERS_CONFIRMATIONS } from './check-spammers'
import { enableRows } from './disabled-rows'
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
import { isSameAction, parametersFor, readSpammers, SPAMMERS_FORM } from './spammers'
import { filterFields, preferredForm } from './write-filter'

/** Longer than any client waits. */
export const MAX_DELAY_SECONDS = 3600

export const spammersActionSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('refuse') }),
  z.object({ kind: z.literal('signed-in-only') }),
  z.object({ kind: z.literal('delay'), seconds: z.number().int().min(1).max(MAX_DELAY_SECONDS) }),
])
/** One rule as a person writes it. `network`: canonical text (`formatNetwork`). */
export const spammersRuleSchema = z.object({
  network: networkSchema,
  action: spammersActionSchema,
  note: noteText.default(''),
})
export type SpammersRule = z.infer<typeof spammersRuleSchema>

const confirmed = z.array(z.enum(SPAMMERS_CONFIRMATIONS)).default([])

const add = z.object({
  op: z.literal('add'),
  rules: z.array(spammersRuleSchema).min(1).max(250_000),
  before: rowRefSchema.nullable().default(null),
  confirmed,
})
const replace = z.object({
  op: z.literal('replace'),
  row: rowRefSchema,
  rule: spammersRuleSchema.omit({ note: true }),
  confirmed,
})
const common = [removeRowsSchema, moveRowSchema, disableRowsSchema, noteRowSchema] as const
const enable = enableRowsSchema.extend({ confirmed })

/** What a person can do to spammers.tab, as plain data. */
export const spammersEditSchema = z.discriminatedUnion('op', [add, replace, enable, ...common])
export type SpammersEdit = z.infer<typeof spammersEditSchema>

const place = { table: z.literal('spammers'), path: mailRootPathSchema((path) => path === 'spammers.tab') }

/** The same with their table and file, as the registry knows them. */
export const spammersTableEditSchema = z.discriminatedUnion('op', [
  add.extend(place),
  replace.extend(place),
  enable.extend(place),
  removeRowsSchema.extend(place),
  moveRowSchema.extend(place),
  disableRowsSchema.extend(place),
  noteRowSchema.extend(place),
])

/**
 * Does an edit, or refuses it as a whole. Errors: those of `parseNetwork`, `checkSpammersRules`, `applyRowEdit` and of
 * writing a line, with `entry` (1-based) where there are several rules; NOTHING_TO_CHANGE.
 */
export function applySpammersEdit(doc: Document, edit: SpammersEdit): Result<Document> {
  switch (edit.op) {
    case 'add':
      return addRules(doc, edit)
    case 'replace':
      return replaceRule(doc, edit)
    case 'enable':
      return enableRules(doc, edit)
    default:
      return applyRowEdit(doc, edit, SPAMMERS_FORM)
  }
}

function addRules(doc: Document, edit: z.infer<typeof add>): Result<Document> {
  const networks = parseNetworks(edit.rules.map((rule) => rule.network))
  if (!networks.ok) return networks
  const at = placeBefore(doc, edit.before, SPAMMERS_FORM)
  if (!at.ok) return at
  const rows = readSpammers(doc)
  const before = rows.filter(({ line }) => at.value === 'end' || line < at.value)
  const rules = networks.value.flatMap((network, i) => (edit.rules[i] ? [{ ...edit.rules[i], network }] : []))
  const trouble = firstTrouble(checkSpammersRules(before, rules, edit.confirmed))
  if (trouble) return { ok: false, error: trouble }
  const form = preferredForm(rows)
  const written = rules.map(({ network, action, note }) => ({
    fields: fieldsOf(network, parametersFor(action), [], form),
    note,
  }))
  return insertRows(doc, at.value, written)
}

function replaceRule(doc: Document, edit: z.infer<typeof replace>): Result<Document> {
  const networks = parseNetworks([edit.rule.network])
  if (!networks.ok) return networks
  const [network] = networks.value
  const line = locateRow(doc, edit.row, sightOf(SPAMMERS_FORM))
  if (!line.ok) return line
  const rows = readSpammers(doc)
  const own = rows.filter((row) => row.line === line.value)
  const [single] = own
  // A row that is switched off is switched on first: then it is seen what it does.
  if (!network || !single || single.state === 'disabled')
    return err('ROW_NOT_FOUND', { line: line.value + 1 })
  const before = rows.filter((row) => row.line < line.value)
  const trouble = firstTrouble(
    checkSpammersRules(before, [{ network, action: edit.rule.action }], edit.confirmed),
  )
  if (trouble) return { ok: false, error: trouble }
  const isWhole = own.length === 1 && !single.marks.includes('split-line')
  const kept = isWhole && isSameAction(single.action, edit.rule.action) ? single.parameters : null
  const form = own.find((row) => row.state === 'live')?.form ?? preferredForm(rows)
  const fields = fieldsOf(network, kept ?? parametersFor(edit.rule.action), isWhole ? single.extra : [], form)
  return rewriteRow(doc, line.value, fields)
}

/** Whatever is behind the address is read as parameters, so that notes there need some before them. */
function fieldsOf(
  network: Network,
  parameters: string | null,
  extra: readonly string[],
  form: FilterForm,
): string[] {
  const [first, second] = filterFields(network, form)
  const address = second === null ? [first] : [first, second]
  if (parameters === null && extra.length === 0) return address
  return [...address, parameters ?? 'code=1', ...extra]
}

function enableRules(doc: Document, edit: z.infer<typeof enable>): Result<Document> {
  const enabled = enableRows(doc, edit.rows, SPAMMERS_FORM)
  if (!enabled.ok) return enabled
  const states = new Map(readSpammers(doc).map(({ line, state }) => [line, state]))
  for (const row of readSpammers(enabled.value)) {
    if (row.state !== 'live' || states.get(row.line) !== 'disabled') continue
    const text = row.cidr ?? `${row.address} ${row.netmask}`
    const trouble = checkTurnedAway(row.filter, text, row.action, edit.confirmed)
    if (trouble) return { ok: false, error: trouble }
  }
  return enabled
}
