import { z } from 'zod'
import { err, type Fault, fault, ok, type Result } from '@/lib/errors'
import { LOGIN_LINE_BYTES } from '@/lib/xmail/ctrl/limits'
import { encodePassword } from '@/lib/xmail/password'
import { type Document, readTokens, replaceField } from '@/lib/xmail/tab'
import { checkAccountName, checkNewPassword } from './check-account'
import { firstTrouble } from './check-additions'
import {
  CTRLACCOUNTS_FORM,
  type CtrlaccountsRow,
  loginLineLength,
  lowerAscii,
  readCtrlaccounts,
} from './ctrlaccounts'
import { locateRow, locateRows, rowRefSchema } from './locate-rows'
import { mailRootPathSchema } from './path-schema'
import { insertRows, removeRowsSchema, rewriteRow } from './row-edits'
import { sightOf } from './row-sight'
import { accountNameSchema, newPasswordSchema } from './smtpauth-edit'

/** One administrator as a person writes it. */
const administrator = z.object({ user: accountNameSchema, password: newPasswordSchema })
export type Administrator = z.infer<typeof administrator>

const add = z.object({ op: z.literal('add'), accounts: z.array(administrator).min(1).max(10_000) })
/** Without `password` it stays as it is. */
const replace = z.object({
  op: z.literal('replace'),
  row: rowRefSchema,
  user: accountNameSchema,
  password: newPasswordSchema.optional(),
})

/** What a person can do to ctrlaccounts.tab. Plain data with a password in clear: it never goes back to a browser. */
export const ctrlaccountsEditSchema = z.discriminatedUnion('op', [add, replace, removeRowsSchema])
export type CtrlaccountsEdit = z.infer<typeof ctrlaccountsEditSchema>

const place = {
  table: z.literal('ctrlaccounts'),
  path: mailRootPathSchema((path) => path === 'ctrlaccounts.tab'),
}

/** The same with their table and file, as the registry knows them. */
export const ctrlaccountsTableEditSchema = z.discriminatedUnion('op', [
  add.extend(place),
  replace.extend(place),
  removeRowsSchema.extend(place),
])

/**
 * Does an edit, or refuses it as a whole. Errors: those of `checkAccountName` and `checkNewPassword`; in field `password`
 * ACCOUNT_PASSWORD_HASH (XMail would take it for a digest) and LOGIN_LINE_TOO_LONG {limit}; ACCOUNT_DUPLICATE {user,
 * line}; LAST_ACCOUNT; ROW_NOT_FOUND; those of writing a line; NOTHING_TO_CHANGE; with `entry` (1-based) where there are
 * several accounts. None has a detail that is a password.
 */
export function applyCtrlaccountsEdit(doc: Document, edit: CtrlaccountsEdit): Result<Document> {
  switch (edit.op) {
    case 'add':
      return addAccounts(doc, edit)
    case 'replace':
      return replaceAccount(doc, edit)
    case 'remove':
      return removeAccounts(doc, edit)
  }
}

function addAccounts(doc: Document, { accounts }: z.infer<typeof add>): Result<Document> {
  const trouble = firstTrouble(checkAdministrators(readCtrlaccounts(doc), accounts))
  if (trouble) return { ok: false, error: trouble }
  const rows = accounts.map(({ user, password }) => ({ fields: [user, encodePassword(password)], note: '' }))
  return insertRows(doc, 'end', rows)
}

/**
 * Whether these may be added; one answer for each, null where it may. `lineOf`: the 1-based line that ACCOUNT_DUPLICATE
 * names for an entry of the list itself; its place, unless something else is known.
 */
export function checkAdministrators(
  rows: readonly CtrlaccountsRow[],
  accounts: readonly Administrator[],
  lineOf = (entry: number) => entry + 1,
): (Fault | null)[] {
  const taken = linesByName(rows)
  return accounts.map(({ user, password }, i) => {
    const found = checkAccount(user, password) ?? findDuplicate(taken, user)
    if (!found) taken.set(lowerAscii(user), lineOf(i))
    return found
  })
}

/** `oldUser`: a name that stays needs no check, however it came there. */
function checkAccount(user: string, password: string | undefined, oldUser?: string): Fault | null {
  const name = user === oldUser ? ok(user) : checkAccountName(user)
  if (!name.ok) return name.error
  if (password === undefined) return null
  const checked = checkNewPassword(password)
  if (!checked.ok) return checked.error
  if (password.startsWith('#')) return fault('ACCOUNT_PASSWORD_HASH', undefined, 'password')
  // In quotes on the login line it would escape the closing one.
  if (password.endsWith('\\')) return fault('FIELD_ENDS_WITH_BACKSLASH', undefined, 'password')
  return loginLineLength(user, password) > LOGIN_LINE_BYTES
    ? fault('LOGIN_LINE_TOO_LONG', { limit: LOGIN_LINE_BYTES }, 'password')
    : null
}

/** The lines, 1-based, of those who can sign in. */
function linesByName(rows: readonly CtrlaccountsRow[]): Map<string, number> {
  const live = rows.filter(({ state }) => state === 'live')
  return new Map(
    live.flatMap(({ user, line }) => (user === null ? [] : [[lowerAscii(user), line + 1] as const])),
  )
}

function findDuplicate(taken: ReadonlyMap<string, number>, user: string): Fault | null {
  const line = taken.get(lowerAscii(user))
  return line === undefined ? null : fault('ACCOUNT_DUPLICATE', { user, line }, 'user')
}

function replaceAccount(doc: Document, { row, user, password }: z.infer<typeof replace>): Result<Document> {
  const line = locateRow(doc, row, sightOf(CTRLACCOUNTS_FORM))
  if (!line.ok) return line
  const source = doc.lines[line.value]
  if (source?.kind !== 'data') return err('ROW_NOT_FOUND', { line: line.value + 1 })
  const [oldUser, oldHex] = readTokens(source.content)
  const others = linesByName(readCtrlaccounts(doc).filter((each) => each.line !== line.value))
  const trouble = checkAccount(user, password, oldUser) ?? findDuplicate(others, user)
  if (trouble) return { ok: false, error: trouble }
  const hex = password === undefined ? oldHex : encodePassword(password)
  if (hex === undefined) return err('ACCOUNT_PASSWORD_NEEDED', undefined, 'password')
  if (oldHex === undefined) return rewriteRow(doc, line.value, [user, hex])
  if (user === oldUser && hex === oldHex) return err('NOTHING_TO_CHANGE')
  const named = user === oldUser ? ok(doc) : replaceField(doc, line.value, 0, user)
  return named.ok && hex !== oldHex ? replaceField(named.value, line.value, 1, hex) : named
}

/** Nobody could reach the server by CTRL any more, and a file without a byte would be lost besides. */
function removeAccounts(doc: Document, { rows }: z.infer<typeof removeRowsSchema>): Result<Document> {
  const found = locateRows(doc, rows, sightOf(CTRLACCOUNTS_FORM))
  if (!found.ok) return found
  const gone = new Set(found.value)
  const left: Document = { ...doc, lines: doc.lines.filter((_, line) => !gone.has(line)) }
  const hasAccount = (file: Document) => readCtrlaccounts(file).some(({ state }) => state === 'live')
  const isLast = left.lines.length === 0 || (hasAccount(doc) && !hasAccount(left))
  return isLast ? err('LAST_ACCOUNT') : ok(left)
}
