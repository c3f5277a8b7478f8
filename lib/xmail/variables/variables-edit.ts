import { z } from 'zod'
import { err, type Fault, fault, type Result } from '@/lib/errors'
import { type Document, decodeText, encodeText, insertFields, replaceField } from '@/lib/xmail/tab'
import { disableRows, enableRows } from '@/lib/xmail/tables/disabled-rows'
import { locateRow, rowRefSchema } from '@/lib/xmail/tables/locate-rows'
import { mailRootPathSchema } from '@/lib/xmail/tables/path-schema'
import { applyRowEdit, noteRowSchema, removeRowsSchema } from '@/lib/xmail/tables/row-edits'
import { sightOf } from '@/lib/xmail/tables/row-sight'
import { checkValue, VARIABLE_CONFIRMATIONS, type VariableConfirmation } from './check-value'
import type { VariableScope } from './definition'
import { findDefinition, findSpelling, scopeOfPath } from './definitions'
import { readVariables, VARIABLE_FORMS, type VariableRow } from './read-variables'

export const variableNameSchema = z.string().min(1).max(200)
/** Text; XMail's line holds 2046 bytes. */
export const variableValueSchema = z.string().max(2046)
const confirmed = z.array(z.enum(VARIABLE_CONFIRMATIONS)).default([])

/** Sets a variable: its first line if it has one, else one that is commented out, else a new line at the end. */
const set = z.object({
  op: z.literal('set'),
  name: variableNameSchema,
  value: variableValueSchema,
  confirmed,
})
/** Comments it out, with all its duplicates: the next of them would count else. */
const unset = z.object({ op: z.literal('unset'), name: variableNameSchema })
/** Takes a commented-out line into use, in place. `value`: another one than it has. */
const enable = z.object({
  op: z.literal('enable'),
  row: rowRefSchema,
  value: variableValueSchema.optional(),
  confirmed,
})

/** What a person can do to server.tab, user.tab and userdef.tab, as plain data. */
export const variableEditSchema = z.discriminatedUnion('op', [
  set,
  unset,
  enable,
  removeRowsSchema,
  noteRowSchema,
])
export type VariableEdit = z.infer<typeof variableEditSchema>

const place = {
  table: z.literal('variables'),
  path: mailRootPathSchema((path) => scopeOfPath(path) !== undefined),
}

/** The same with their table and file, as the registry knows them. */
export const variableTableEditSchema = z.discriminatedUnion('op', [
  set.extend(place),
  unset.extend(place),
  enable.extend(place),
  removeRowsSchema.extend(place),
  noteRowSchema.extend(place),
])

/**
 * Does an edit, or refuses it as a whole. Errors: those of `checkValue`; VARIABLE_MISSPELT {name, meaning} and
 * VARIABLE_NAME_INVALID {name} for names that nobody reads; VARIABLE_NEEDED {name} where XMail does not work without it;
 * VARIABLE_ALREADY_SET and, where a duplicate
 * would take over, VARIABLE_HAS_DUPLICATE {name, line}; ROW_NOT_FOUND; those of `disableRows`, `applyRowEdit`, `encodeText` and of writing a
 * line; NOTHING_TO_CHANGE.
 */
export function applyVariableEdit(
  doc: Document,
  edit: VariableEdit,
  scope: VariableScope = 'server',
): Result<Document> {
  switch (edit.op) {
    case 'set':
      return setVariable(doc, edit, scope)
    case 'unset':
      return unsetVariable(doc, edit, scope)
    case 'enable':
      return enableVariable(doc, edit, scope)
    case 'remove':
      return removeVariables(doc, edit, scope)
    case 'note':
      return applyRowEdit(doc, edit, VARIABLE_FORMS[scope])
  }
}

function setVariable(doc: Document, edit: z.infer<typeof set>, scope: VariableScope): Result<Document> {
  const { name, value } = edit
  const trouble = checkVariable(name, value, scope, edit.confirmed)
  if (trouble) return { ok: false, error: trouble }
  const bytes = encodeText(doc, value)
  if (!bytes.ok) return { ok: false, error: { ...bytes.error, field: 'value' } }
  const rows = readVariables(doc, scope).filter((row) => row.name === name)
  const live = rows.find(({ state }) => state === 'live')
  if (live?.value === bytes.value) return err('NOTHING_TO_CHANGE')
  if (live) return writeValue(doc, live.line, bytes.value)
  const commented = rows.find(({ state }) => state === 'disabled')
  if (!commented) return inField(insertFields(doc, 'end', [name, bytes.value]))
  const enabled = enableRows(doc, [commented], VARIABLE_FORMS[scope])
  if (!enabled.ok || commented.value === bytes.value) return enabled
  return writeValue(enabled.value, commented.line, bytes.value)
}

function writeValue(doc: Document, line: number, bytes: string): Result<Document> {
  // What is read in pieces has its value where nobody looks for it.
  if (doc.lines[line]?.kind !== 'data') return err('ROW_NOT_FOUND', { line: line + 1 })
  return inField(replaceField(doc, line, 1, bytes))
}

function inField(result: Result<Document>): Result<Document> {
  return result.ok ? result : { ok: false, error: { ...result.error, field: 'value' } }
}

function checkVariable(
  name: string,
  value: string,
  scope: VariableScope,
  confirmed: readonly VariableConfirmation[],
): Fault | null {
  const definition = findDefinition(name, scope)
  if (definition) return checkValue(definition, value, confirmed)
  const meaning = findSpelling(name, scope)
  if (meaning) return fault('VARIABLE_MISSPELT', { name, meaning }, 'name')
  return isVariableName(name) ? null : fault('VARIABLE_NAME_INVALID', { name }, 'name')
}

/** Whether a variable that XMail does not know may have this name. Names that it knows need no such rule. */
export function isVariableName(name: string): boolean {
  return /^[A-Za-z][\w.,:-]*$/.test(name)
}

function unsetVariable(
  doc: Document,
  { name }: z.infer<typeof unset>,
  scope: VariableScope,
): Result<Document> {
  if (findDefinition(name, scope)?.isNeeded) return err('VARIABLE_NEEDED', { name }, 'name')
  const rows = readVariables(doc, scope).filter((row) => row.name === name)
  const used = rows.filter(({ state, reason }) => state === 'live' || reason === 'duplicate')
  return used.length === 0 ? err('NOTHING_TO_CHANGE') : disableRows(doc, used, VARIABLE_FORMS[scope])
}

function enableVariable(doc: Document, edit: z.infer<typeof enable>, scope: VariableScope): Result<Document> {
  const line = locateRow(doc, edit.row, sightOf(VARIABLE_FORMS[scope]))
  if (!line.ok) return line
  const rows = readVariables(doc, scope)
  const row = rows.find((each) => each.line === line.value && each.state === 'disabled')
  if (!row) return err('ROW_NOT_FOUND', { line: line.value + 1 })
  const live = rows.find(({ name, state }) => name === row.name && state === 'live')
  if (live) return err('VARIABLE_ALREADY_SET', { name: row.name, line: live.line + 1 })
  const value = edit.value ?? decodeText(doc, row.value)
  const trouble = checkVariable(row.name, value, scope, edit.confirmed)
  if (trouble) return { ok: false, error: trouble }
  const enabled = enableRows(doc, [edit.row], VARIABLE_FORMS[scope])
  if (!enabled.ok || edit.value === undefined) return enabled
  const bytes = encodeText(doc, edit.value)
  if (!bytes.ok) return { ok: false, error: { ...bytes.error, field: 'value' } }
  return bytes.value === row.value ? enabled : writeValue(enabled.value, line.value, bytes.value)
}

/** Takes lines out. The one that counts goes only with its duplicates: the next of them would count else. */
function removeVariables(
  doc: Document,
  edit: z.infer<typeof removeRowsSchema>,
  scope: VariableScope,
): Result<Document> {
  const removed = applyRowEdit(doc, edit, VARIABLE_FORMS[scope])
  if (!removed.ok) return removed
  const after = liveRows(removed.value, scope)
  for (const [name, { value }] of liveRows(doc, scope)) {
    const left = after.get(name)
    if (!left && findDefinition(name, scope)?.isNeeded) return err('VARIABLE_NEEDED', { name }, 'name')
    if (left && left.value !== value) return err('VARIABLE_HAS_DUPLICATE', { name, line: left.line + 1 })
  }
  return removed
}

function liveRows(doc: Document, scope: VariableScope): Map<string, VariableRow> {
  const live = readVariables(doc, scope).filter(({ state }) => state === 'live')
  return new Map(live.map((row) => [row.name, row]))
}
