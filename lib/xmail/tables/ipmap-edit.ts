import { z } from 'zod'
import { err, ok, type Result } from '@/lib/errors'
import type { Document } from '@/lib/xmail/tab'
import { firstTrouble, networkSchema, parseNetworks } from './check-additions'
import { checkIpmapAdditions, checkIpmapEnabled } from './check-ipmap'
import { confirmationSchema } from './check-network'
import { enableRows } from './disabled-rows'
import {
  IPMAP_FORM,
  ipmapFields,
  isIpmapPath,
  LOWEST_PRECEDENCE,
  type ParsedIpmapRule,
  readIpmap,
} from './ipmap'
import { moveIpmapRow } from './ipmap-move'
import { setIpmapRules } from './ipmap-set'
import { locateRow, locateRows, rowRefSchema } from './locate-rows'
import { mailRootPathSchema } from './path-schema'
import {
  applyRowEdit,
  disableRowsSchema,
  enableRowsSchema,
  insertRows,
  noteRowSchema,
  noteText,
  removeRowsSchema,
  rewriteRow,
} from './row-edits'
import { sightOf } from './row-sight'
import { preferredForm } from './write-filter'

/** One rule as a person writes it. XMail keeps precedences in 32 bits. */
export const ipmapRuleSchema = z.object({
  network: networkSchema,
  permission: z.enum(['ALLOW', 'DENY']),
  precedence: z.number().int().min(LOWEST_PRECEDENCE).max(2_147_483_647),
})
export type IpmapRule = z.infer<typeof ipmapRuleSchema>

const confirmed = z.array(confirmationSchema).default([])
const newRules = z
  .array(ipmapRuleSchema.extend({ note: noteText.optional() }))
  .min(1)
  .max(250_000)
const add = z.object({ op: z.literal('add'), rules: newRules, confirmed })
const replace = z.object({ op: z.literal('replace'), row: rowRefSchema, rule: ipmapRuleSchema, confirmed })
/** To win just before the row that is at place `to` of the winning order. */
const move = z.object({ op: z.literal('move'), row: rowRefSchema, to: z.number().int().min(0).max(250_000) })
/** These rules instead of all that XMail uses now. Comments and lines that it ignores stay. */
const set = z.object({ op: z.literal('set'), rules: z.array(ipmapRuleSchema).max(1_000) })
const enable = enableRowsSchema.extend({ confirmed })

/** What a person can do to an ipmap file, as plain data. */
export const ipmapEditSchema = z.discriminatedUnion('op', [
  add,
  replace,
  move,
  set,
  enable,
  disableRowsSchema,
  noteRowSchema,
  removeRowsSchema,
])
export type IpmapEdit = z.infer<typeof ipmapEditSchema>

const place = { table: z.literal('ipmap'), path: mailRootPathSchema(isIpmapPath) }

/** The same with their table and file, as the registry knows them. */
export const ipmapTableEditSchema = z.discriminatedUnion('op', [
  add.extend(place),
  replace.extend(place),
  move.extend(place),
  set.extend(place),
  enable.extend(place),
  disableRowsSchema.extend(place),
  noteRowSchema.extend(place),
  removeRowsSchema.extend(place),
])

/**
 * Does an edit, or refuses it as a whole. Errors: those of `parseNetwork`, `checkIpmapAdditions` (`checkIpmapEnabled` for
 * rows that are switched on) and `applyRowEdit`, with `entry` (1-based) where there are several rules;
 * NOTHING_TO_CHANGE; those of writing a line.
 */
export function applyIpmapEdit(doc: Document, edit: IpmapEdit): Result<Document> {
  switch (edit.op) {
    case 'add':
      return addRules(doc, edit)
    case 'replace':
      return replaceRule(doc, edit)
    case 'move':
      return moveIpmapRow(doc, edit.row, edit.to)
    case 'set': {
      const rules = parseRules(edit.rules)
      return rules.ok ? setIpmapRules(doc, rules.value) : rules
    }
    case 'enable':
      return enableRules(doc, edit)
    default:
      return applyRowEdit(doc, edit, IPMAP_FORM)
  }
}

function parseRules(rules: readonly IpmapRule[]): Result<ParsedIpmapRule[]> {
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
  const added = rules.value.map((rule, i) => ({
    fields: ipmapFields(rule, form),
    note: edit.rules[i]?.note ?? '',
  }))
  return insertRows(doc, 'end', added)
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
  return rewriteRow(doc, line.value, [...ipmapFields(rule, form), ...notes])
}

function enableRules(doc: Document, edit: z.infer<typeof enable>): Result<Document> {
  const lines = locateRows(doc, edit.rows, sightOf(IPMAP_FORM))
  if (!lines.ok) return lines
  const enabled = enableRows(doc, edit.rows, IPMAP_FORM)
  if (!enabled.ok) return enabled
  const trouble = firstTrouble(checkIpmapEnabled(readIpmap(enabled.value), lines.value, edit.confirmed))
  return trouble ? { ok: false, error: trouble } : enabled
}
