import { z } from 'zod'
import { err, type Fault, fault, ok, type Result } from '@/lib/errors'
import { collectInSteps, finish, type Steps } from '@/lib/xmail/steps'
import type { Document } from '@/lib/xmail/tab'
import { firstTrouble } from './check-additions'
import { beginningOf, findBeginning, HNPROP_FORM, type HnpropRow, readHnprop } from './hnprop'
import { grantsSchema } from './ipprop-edit'
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
import { type Grantable, writeProperties } from './smtp-properties'

/** One rule as a person writes it. */
export const hnpropRuleSchema = z.object({
  host: z.string().trim().min(1).max(255),
  grants: grantsSchema,
  note: noteText.default(''),
})
export type HnpropRule = z.infer<typeof hnpropRuleSchema>

/** `names-needed`: that from the first row on, clients without a name in DNS are refused. */
export const HNPROP_CONFIRMATIONS = ['names-needed'] as const
export type HnpropConfirmation = (typeof HNPROP_CONFIRMATIONS)[number]
const confirmed = z.array(z.enum(HNPROP_CONFIRMATIONS)).default([])

const add = z.object({
  op: z.literal('add'),
  rules: z.array(hnpropRuleSchema).min(1).max(100_000),
  before: rowRefSchema.nullable().default(null),
  confirmed,
})
const replace = z.object({
  op: z.literal('replace'),
  row: rowRefSchema,
  rule: hnpropRuleSchema.omit({ note: true }),
})

/** The whole file goes: an empty one would still refuse clients without a name (semantics.md 5). */
const removeFile = z.object({ op: z.literal('remove-file') })

/** What a person can do to smtp.hnprop.tab, as plain data. */
export const hnpropEditSchema = z.discriminatedUnion('op', [
  add,
  replace,
  removeFile,
  removeRowsSchema,
  moveRowSchema,
  disableRowsSchema,
  enableRowsSchema,
  noteRowSchema,
])
export type HnpropEdit = z.infer<typeof hnpropEditSchema>

const place = { table: z.literal('hnprop'), path: mailRootPathSchema((path) => path === 'smtp.hnprop.tab') }

/** The same with their table and file, as the registry knows them. */
export const hnpropTableEditSchema = z.discriminatedUnion('op', [
  add.extend(place),
  replace.extend(place),
  removeFile.extend(place),
  removeRowsSchema.extend(place),
  moveRowSchema.extend(place),
  disableRowsSchema.extend(place),
  enableRowsSchema.extend(place),
  noteRowSchema.extend(place),
])

/**
 * Does an edit, or refuses it as a whole. Errors: HOST_NAMES_NEEDED unless confirmed, where the file is not there or
 * has no byte; those of `checkHosts`, `applyRowEdit` and of writing a line; NOTHING_TO_CHANGE.
 */
export function applyHnpropEdit(doc: Document, edit: HnpropEdit): Result<Document> {
  switch (edit.op) {
    case 'add':
      return addRules(doc, edit)
    case 'replace':
      return replaceRule(doc, edit)
    case 'remove-file':
      return ok({ ...doc, lines: [] })
    default:
      return applyRowEdit(doc, edit, HNPROP_FORM)
  }
}

interface HostRule {
  readonly host: string
  readonly grants: readonly Grantable[]
}

/**
 * Whether rules may come behind these rows; one answer for each, null where it may. HOST_PATTERN_DOT {host, meaning}: a
 * leading dot fits no name. HOST_PATTERN_INVALID {host}. HOST_NEVER_DECIDES {host, by, line}: a pattern before it is the
 * same or a beginning of it; `entry` (1-based) where it is one of the list.
 */
export function checkHosts(before: readonly HnpropRow[], rules: readonly HostRule[]): (Fault | null)[] {
  return finish(checkHostsInSteps(before, rules))
}

export function* checkHostsInSteps(
  before: readonly HnpropRow[],
  rules: readonly HostRule[],
): Steps<(Fault | null)[]> {
  const places = new Map<string, number>()
  const live = before.filter((row) => row.state === 'live')
  for (const [place, { beginning }] of live.entries()) {
    if (beginning !== null && !places.has(beginning)) places.set(beginning, place)
  }
  yield
  return yield* collectInSteps(rules, ({ host }, i) => {
    const trouble = checkHost(host)
    if (trouble) return trouble
    const beginning = beginningOf(host) ?? ''
    const found = findBeginning(places, beginning)
    if (!places.has(beginning)) places.set(beginning, live.length + i)
    if (found === null) return null
    const entry = found - live.length
    const by = live[found] ?? { pattern: rules[entry]?.host ?? '', line: entry }
    const details = { host, by: by.pattern, line: by.line + 1 }
    return fault('HOST_NEVER_DECIDES', entry < 0 ? details : { ...details, entry: entry + 1 })
  })
}

function checkHost(host: string): Fault | null {
  if (host.startsWith('.')) return fault('HOST_PATTERN_DOT', { host, meaning: host.replace(/^\.+/, '') })
  return /^[a-z0-9][a-z0-9._-]*$/i.test(host) ? null : fault('HOST_PATTERN_INVALID', { host })
}

function addRules(doc: Document, edit: z.infer<typeof add>): Result<Document> {
  if (doc.lines.length === 0 && !edit.confirmed.includes('names-needed')) return err('HOST_NAMES_NEEDED')
  const at = placeBefore(doc, edit.before, HNPROP_FORM)
  if (!at.ok) return at
  const before = readHnprop(doc).filter(({ line }) => at.value === 'end' || line < at.value)
  const trouble = firstTrouble(checkHosts(before, edit.rules))
  if (trouble) return { ok: false, error: trouble }
  const written = edit.rules.map(({ host, grants, note }) => ({
    fields: [host, ...writeProperties([], grants)],
    note,
  }))
  return insertRows(doc, at.value, written)
}

function replaceRule(doc: Document, edit: z.infer<typeof replace>): Result<Document> {
  const line = locateRow(doc, edit.row, sightOf(HNPROP_FORM))
  if (!line.ok) return line
  const rows = readHnprop(doc)
  const own = rows.filter((row) => row.line === line.value)
  const [single] = own
  if (!single || single.state === 'disabled') return err('ROW_NOT_FOUND', { line: line.value + 1 })
  const before = rows.filter((row) => row.line < line.value)
  const trouble = firstTrouble(checkHosts(before, [edit.rule]))
  if (trouble) return { ok: false, error: trouble }
  const isWhole = own.length === 1 && !single.marks.includes('split-line')
  const kept = isWhole ? single.fields.map(({ text }) => text) : []
  const fields = [edit.rule.host, ...writeProperties(kept, edit.rule.grants)]
  return rewriteRow(doc, line.value, fields)
}
