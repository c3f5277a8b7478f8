import { z } from 'zod'
import { err, type Fault, fault, type Result } from '@/lib/errors'
import { type Document, encodeText } from '@/lib/xmail/tab'
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
  removeRowsSchema,
  rewriteRow,
} from './row-edits'
import { sightOf } from './row-sight'
import { EXTAUTH_MACROS, MECHANISMS, macrosOf, readSmtpextauth, SMTPEXTAUTH_FORM } from './smtpextauth'

/** One program as a person writes it; text, which is written in the file's encoding. */
export const smtpextauthRuleSchema = z.object({
  mechanism: z.enum(MECHANISMS),
  program: z.string().max(500),
  args: z.array(z.string().max(500)).max(50),
})
export type SmtpextauthRule = z.infer<typeof smtpextauthRuleSchema>

const add = z.object({
  op: z.literal('add'),
  rule: smtpextauthRuleSchema,
  note: noteText.default(''),
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
 * `encodeText`, `applyRowEdit` and of writing a line; NOTHING_TO_CHANGE.
 */
export function applySmtpextauthEdit(doc: Document, edit: SmtpextauthEdit): Result<Document> {
  if (edit.op !== 'add' && edit.op !== 'replace') return applyRowEdit(doc, edit, SMTPEXTAUTH_FORM)
  const line = edit.op === 'replace' ? locateRow(doc, edit.row, sightOf(SMTPEXTAUTH_FORM)) : null
  if (line && !line.ok) return line
  const own = line ? line.value : null
  const trouble = checkRule(doc, edit.rule, own)
  if (trouble) return { ok: false, error: trouble }
  const fields: string[] = []
  for (const text of [edit.rule.mechanism, edit.rule.program, ...edit.rule.args]) {
    const bytes = encodeText(doc, text)
    if (!bytes.ok) return bytes
    fields.push(bytes.value)
  }
  if (edit.op === 'add') return insertRows(doc, 'end', [{ fields, note: edit.note }])
  const isLine = own !== null && doc.lines[own]?.kind !== 'comment'
  return isLine ? rewriteRow(doc, own, fields) : err('ROW_NOT_FOUND', { line: (own ?? 0) + 1 })
}

function checkRule(
  doc: Document,
  { mechanism, program, args }: SmtpextauthRule,
  own: number | null,
): Fault | null {
  if (program.trim() === '') return fault('PROGRAM_NEEDED', undefined, 'program')
  // XMail starts it from a folder of its own, without a shell and its search path.
  if (!/^(\/|[A-Za-z]:[\\/]|\\\\)/.test(program)) return fault('PROGRAM_NOT_ABSOLUTE', undefined, 'program')
  const same = readSmtpextauth(doc).find(
    (row) => row.line !== own && row.state === 'live' && row.mechanism.toUpperCase() === mechanism,
  )
  if (same) return fault('MECHANISM_DUPLICATE', { mechanism, line: same.line + 1 }, 'mechanism')
  const macro = args.flatMap(macrosOf).find((name) => !EXTAUTH_MACROS.some((known) => known === name))
  return macro === undefined ? null : fault('MACRO_UNKNOWN', { macro }, 'args')
}
