import { z } from 'zod'
import { err, type Fault, fault, ok, type Result } from '@/lib/errors'
import { type Document, readTokens, replaceField } from '@/lib/xmail/tab'
import { checkAccountName, checkNewPassword } from './check-account'
import { firstTrouble } from './check-additions'
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
import { SMTP_PERMISSIONS, writePermissions } from './smtp-permissions'
import { readSmtpauth, SMTPAUTH_FORM, type SmtpauthRow } from './smtpauth'

export const permissionsSchema = z.array(z.enum(SMTP_PERMISSIONS.map(({ key }) => key)))
export const accountNameSchema = z.string().max(200)
export const newPasswordSchema = z.string().max(200)

/** One account as a person writes it. */
export const smtpauthAccountSchema = z.object({
  user: accountNameSchema,
  password: newPasswordSchema,
  permissions: permissionsSchema,
})
export type SmtpauthAccount = z.infer<typeof smtpauthAccountSchema>

const add = z.object({
  op: z.literal('add'),
  accounts: z
    .array(smtpauthAccountSchema.extend({ note: noteText.default('') }))
    .min(1)
    .max(10_000),
})
/** Without `password` it stays as it is. */
const replace = z.object({
  op: z.literal('replace'),
  row: rowRefSchema,
  account: smtpauthAccountSchema.partial({ password: true }),
})

/** What a person can do to smtpauth.tab. Plain data with a password in clear: it never goes back to a browser. */
export const smtpauthEditSchema = z.discriminatedUnion('op', [
  add,
  replace,
  removeRowsSchema,
  moveRowSchema,
  disableRowsSchema,
  enableRowsSchema,
  noteRowSchema,
])
export type SmtpauthEdit = z.infer<typeof smtpauthEditSchema>

const place = { table: z.literal('smtpauth'), path: mailRootPathSchema((path) => path === 'smtpauth.tab') }

/** The same with their table and file, as the registry knows them. */
export const smtpauthTableEditSchema = z.discriminatedUnion('op', [
  add.extend(place),
  replace.extend(place),
  removeRowsSchema.extend(place),
  moveRowSchema.extend(place),
  disableRowsSchema.extend(place),
  enableRowsSchema.extend(place),
  noteRowSchema.extend(place),
])

/**
 * Does an edit, or refuses it as a whole. Errors: those of `checkAccountName` and `checkNewPassword`; ACCOUNT_DUPLICATE
 * {user, line}; FIELD_ENDS_WITH_BACKSLASH; those of `applyRowEdit` and of writing a line, with `entry` (1-based) where
 * there are several accounts; NOTHING_TO_CHANGE. None has a detail that is a password.
 */
export function applySmtpauthEdit(doc: Document, edit: SmtpauthEdit): Result<Document> {
  switch (edit.op) {
    case 'add':
      return addAccounts(doc, edit)
    case 'replace':
      return replaceAccount(doc, edit)
    default:
      return applyRowEdit(doc, edit, SMTPAUTH_FORM)
  }
}

function addAccounts(doc: Document, { accounts }: z.infer<typeof add>): Result<Document> {
  const lines = linesByUser(readSmtpauth(doc))
  const faults = accounts.map(({ user, password }, i) => {
    const found = checkAccount(user, password) ?? findDuplicate(lines, user)
    if (!lines.has(user)) lines.set(user, -1 - i)
    return found
  })
  const trouble = firstTrouble(faults)
  if (trouble) return { ok: false, error: trouble }
  const rows = accounts.map(({ user, password, permissions, note }) => ({
    fields: [user, password, writePermissions('', permissions)],
    note,
  }))
  return insertRows(doc, 'end', rows)
}

/** `oldUser`: a name that stays needs no check, however it came there. */
function checkAccount(user: string, password: string | undefined, oldUser?: string | null): Fault | null {
  const name = user === oldUser ? ok(user) : checkAccountName(user)
  if (!name.ok) return name.error
  if (password === undefined) return null
  const checked = checkNewPassword(password)
  if (!checked.ok) return checked.error
  return password.endsWith('\\') ? fault('FIELD_ENDS_WITH_BACKSLASH', undefined, 'password') : null
}

function linesByUser(rows: readonly SmtpauthRow[]): Map<string, number> {
  const lines = new Map<string, number>()
  for (const { user, line, state } of rows) {
    if (state === 'live' && user !== null && !lines.has(user)) lines.set(user, line)
  }
  return lines
}

/** Below 0: an entry of the list itself. */
function findDuplicate(lines: ReadonlyMap<string, number>, user: string): Fault | null {
  const line = lines.get(user)
  if (line === undefined) return null
  return fault('ACCOUNT_DUPLICATE', { user, line: line < 0 ? -line : line + 1 }, 'user')
}

function replaceAccount(doc: Document, { row, account }: z.infer<typeof replace>): Result<Document> {
  const line = locateRow(doc, row, sightOf(SMTPAUTH_FORM))
  if (!line.ok) return line
  const rows = readSmtpauth(doc)
  const own = rows.find((each) => each.line === line.value)
  const source = doc.lines[line.value]
  if (!own || own.state === 'disabled' || source?.kind !== 'data') {
    return err('ROW_NOT_FOUND', { line: line.value + 1 })
  }
  const others = linesByUser(rows.filter((each) => each.line !== line.value))
  const trouble =
    checkAccount(account.user, account.password, own.user) ?? findDuplicate(others, account.user)
  if (trouble) return { ok: false, error: trouble }
  const tokens = readTokens(source.content)
  const password = account.password ?? (tokens.length > 1 ? tokens[1] : undefined)
  if (password === undefined) return err('ACCOUNT_PASSWORD_NEEDED', undefined, 'password')
  const fields = [account.user, password, writePermissions(tokens[2] ?? '', account.permissions)]
  // A line without all its fields is written anew; of a whole one only what differs, so that the password stays as it is.
  return own.state === 'dead'
    ? rewriteRow(doc, line.value, fields)
    : replaceDiffering(doc, line.value, tokens, fields)
}

function replaceDiffering(
  doc: Document,
  line: number,
  tokens: readonly string[],
  fields: readonly string[],
): Result<Document> {
  let changed: Result<Document> = ok(doc)
  for (const [i, field] of fields.entries()) {
    if (changed.ok && field !== tokens[i]) changed = replaceField(changed.value, line, i, field)
  }
  return changed.ok && changed.value === doc ? err('NOTHING_TO_CHANGE') : changed
}
