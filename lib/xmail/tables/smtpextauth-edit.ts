import { z } from 'zod'
import { err, type Fault, fault, ok, type Result } from '@/lib/errors'
import { type Document, encodeText } from '@/lib/xmail/tab'
import { firstTrouble } from './check-additions'
import { locateRow, rowRefSchema } from './locate-rows'
import { mailRootPathSchema } from './path-schema'
import {
  applyRowEdit,
  disableRowsSchema,
  enableRowsSchema,
  insertRows,
  moveRowSchema,
  type NewRow,
  noteRowSchema,
  noteText,
  removeRowsSchema,
  rewriteRow,
} from './row-edits'
import { sightOf } from './row-sight'
import {
  EXTAUTH_MACROS,
  MECHANISMS,
  macrosOf,
  readSmtpextauth,
  SMTPEXTAUTH_FORM,
  type SmtpextauthRow,
} from './smtpextauth'

/** One program as a person writes it; text, which is written in the file's encoding. */
export const smtpextauthRuleSchema = z.object({
  mechanism: z.enum(MECHANISMS),
  program: z.string().max(500),
  args: z.array(z.string().max(500)).max(50),
})
export type SmtpextauthRule = z.infer<typeof smtpextauthRuleSchema>

/** One program a mechanism is all that XMail uses. */
const add = z.object({
  op: z.literal('add'),
  rules: z
    .array(smtpextauthRuleSchema.extend({ note: noteText.default('') }))
    .min(1)
    .max(MECHANISMS.length),
})
const replace = z.object({ op: z.literal('replace'), row: rowRefSchema, rule: smtpextauthRuleSchema })

/** What a person can do to smtpextauth.tab, as plain data. */
export const smtpextauthEditSchema = z.discriminatedUnion('op', [
  add,
  replace,
  removeRowsSchema,
  moveRowSchema,
  disableRowsSchema,
  enableRowsSchema,
  noteRowSchema,
])
export type SmtpextauthEdit = z.infer<typeof smtpextauthEditSchema>

const place = {
  table: z.literal('smtpextauth'),
  path: mailRootPathSchema((path) => path === 'smtpextauth.tab'),
}

/** The same with their table and file, as the registry knows them. */
export const smtpextauthTableEditSchema = z.discriminatedUnion('op', [
  add.extend(place),
  replace.extend(place),
  removeRowsSchema.extend(place),
  moveRowSchema.extend(place),
  disableRowsSchema.extend(place),
  enableRowsSchema.extend(place),
  noteRowSchema.extend(place),
])

/**
 * Does an edit, or refuses it as a whole. Errors: PROGRAM_NEEDED and, for one that is not given with its whole path,
 * PROGRAM_NOT_ABSOLUTE in field `program`; MECHANISM_DUPLICATE {mechanism, line}; MACRO_UNKNOWN {macro}; those of
 * `encodeText`, `applyRowEdit` and of writing a line, with `entry` (1-based) where there are several; NOTHING_TO_CHANGE.
 */
export function applySmtpextauthEdit(doc: Document, edit: SmtpextauthEdit): Result<Document> {
  switch (edit.op) {
    case 'add':
      return addPrograms(doc, edit)
    case 'replace':
      return replaceProgram(doc, edit)
    default:
      return applyRowEdit(doc, edit, SMTPEXTAUTH_FORM)
  }
}

function addPrograms(doc: Document, { rules }: z.infer<typeof add>): Result<Document> {
  const trouble = firstTrouble(checkPrograms(readSmtpextauth(doc), rules))
  if (trouble) return { ok: false, error: trouble }
  const rows: NewRow[] = []
  for (const rule of rules) {
    const fields = fieldsOf(doc, rule)
    if (!fields.ok) return fields
    rows.push({ fields: fields.value, note: rule.note })
  }
  return insertRows(doc, 'end', rows)
}

function replaceProgram(doc: Document, { row, rule }: z.infer<typeof replace>): Result<Document> {
  const line = locateRow(doc, row, sightOf(SMTPEXTAUTH_FORM))
  if (!line.ok) return line
  const others = readSmtpextauth(doc).filter((each) => each.line !== line.value)
  const trouble = firstTrouble(checkPrograms(others, [rule]))
  if (trouble) return { ok: false, error: trouble }
  const fields = fieldsOf(doc, rule)
  if (!fields.ok) return fields
  const isLine = doc.lines[line.value]?.kind !== 'comment'
  return isLine ? rewriteRow(doc, line.value, fields.value) : err('ROW_NOT_FOUND', { line: line.value + 1 })
}

/** In the file's encoding. Errors: those of `encodeText`. */
function fieldsOf(doc: Document, { mechanism, program, args }: SmtpextauthRule): Result<string[]> {
  const fields: string[] = []
  for (const text of [mechanism, program, ...args]) {
    const bytes = encodeText(doc, text)
    if (!bytes.ok) return bytes
    fields.push(bytes.value)
  }
  return ok(fields)
}

/**
 * Whether these may be added; one answer for each, null where it may. `lineOf`: the 1-based line that MECHANISM_DUPLICATE
 * names for an entry of the list itself; its place, unless something else is known.
 */
export function checkPrograms(
  rows: readonly SmtpextauthRow[],
  rules: readonly SmtpextauthRule[],
  lineOf = (entry: number) => entry + 1,
): (Fault | null)[] {
  const taken = new Map<string, number>()
  for (const { mechanism, line, state } of rows) {
    const name = mechanism.toUpperCase()
    // Of several the first is the one that XMail uses.
    if (state === 'live' && !taken.has(name)) taken.set(name, line + 1)
  }
  return rules.map((rule, i) => {
    const line = taken.get(rule.mechanism)
    const { mechanism } = rule
    const isTaken = line !== undefined
    const found =
      checkProgram(rule.program) ??
      (isTaken ? fault('MECHANISM_DUPLICATE', { mechanism, line }, 'mechanism') : checkArguments(rule.args))
    if (!found) taken.set(mechanism, lineOf(i))
    return found
  })
}

function checkProgram(program: string): Fault | null {
  if (program.trim() === '') return fault('PROGRAM_NEEDED', undefined, 'program')
  // XMail starts it from a folder of its own, without a shell and its search path.
  const isWhole = /^(\/|[A-Za-z]:[\\/]|\\\\)/.test(program)
  return isWhole ? null : fault('PROGRAM_NOT_ABSOLUTE', undefined, 'program')
}

function checkArguments(args: readonly string[]): Fault | null {
  const macro = args.flatMap(macrosOf).find((name) => !EXTAUTH_MACROS.some((known) => known === name))
  return macro === undefined ? null : fault('MACRO_UNKNOWN', { macro }, 'args')
}
