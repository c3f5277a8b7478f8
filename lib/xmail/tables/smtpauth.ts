import type { Document } from '@/lib/xmail/tab'
import { explainLine, type FoundRow, findRows, type LineReason, type ListRow } from './list-row'
import { readName } from './shown-content'
import { type PermissionMark, type PermissionReading, readPermissions } from './smtp-permissions'
import type { TableForm } from './table-form'

/** What is remarkable about an account besides its letters. A closed list: pages translate it. */
export const SMTPAUTH_MARKS = [
  /** An earlier row has the same name and password, so this one never decides. */
  'duplicate',
  /** An earlier row has the same name with another password: both sign in, each with its own permissions. */
  'same-user',
  'empty-password',
  /** The line is longer than XMail's buffer and is read in pieces; this row is one of them, and is not shown. */
  'split-line',
] as const

export type SmtpauthMark = (typeof SMTPAUTH_MARKS)[number]

/** A row of smtpauth.tab: an account for sending alone, with its password in clear text, which never is in a row. */
export interface SmtpauthRow extends ListRow, Omit<PermissionReading, 'marks'> {
  readonly reason?: LineReason
  /** A byte string; null where the fields of the line cannot be told apart. */
  readonly user: string | null
  readonly hasPassword: boolean
  readonly marks: readonly (SmtpauthMark | PermissionMark)[]
  /** Fields behind those that XMail reads, as byte strings. */
  readonly extra: readonly string[]
}

const LETTERS = /^[MRVTZS]*$/i

export const SMTPAUTH_FORM: TableForm = {
  isLive: (tokens) => tokens.length >= 3,
  isSurelyRow: ([user = '', , letters = '']) => !/\s/.test(user) && LETTERS.test(letters),
  secretColumn: 1,
  // Letters where the password belongs, and none behind: without quotes an empty name leaves no field. Or something else
  // where the letters belong, and letters behind: written in the order of mailusers.tab, with a domain before the password.
  isShifted: ([, password = '', letters = '', more = '']) => {
    if (letters === '' || !LETTERS.test(letters)) return LETTERS.test(password) || /^[MRVTZS]+$/i.test(more)
    return false
  },
  commentIfEmpty: 'no accounts',
}

/** All rows in the file's order, dead and disabled ones included. */
export function readSmtpauth(doc: Document): SmtpauthRow[] {
  const passwords = new Map<string, Set<string>>()
  return Array.from(findRows(doc, SMTPAUTH_FORM), (found) => {
    const row = readSmtpauthRow(found)
    const [user = '', password = ''] = found.tokens
    if (row.state !== 'live') return row
    const before = passwords.get(user)
    if (!before) passwords.set(user, new Set([password]))
    const mark = before?.has(password) ? 'duplicate' : 'same-user'
    before?.add(password)
    return before ? { ...row, marks: [mark as SmtpauthMark, ...row.marks] } : row
  })
}

function readSmtpauthRow(found: FoundRow): SmtpauthRow {
  const { line, was, note, disabled, tokens } = found
  const reason = disabled ? null : explainLine(found, 3)
  const isDead = reason !== null
  const { permissions, unknownLetters, marks } = readPermissions(isDead ? '' : (tokens[2] ?? ''))
  const user = readName(found, SMTPAUTH_FORM)
  const row: SmtpauthRow = {
    line,
    was,
    note,
    state: disabled ? 'disabled' : isDead ? 'dead' : 'live',
    user,
    hasPassword: tokens.length > 1 && tokens[1] !== '',
    permissions,
    // Where the name cannot be told, neither can these; and what is no few letters may be a password in their place.
    unknownLetters: user !== null && /^[a-z]{1,6}$/i.test(unknownLetters) ? unknownLetters : '',
    marks: isDead ? [] : [...marksOf(found), ...marks],
    extra: isDead || user === null ? [] : tokens.slice(3),
  }
  return reason ? { ...row, reason } : row
}

function marksOf({ split, tokens }: FoundRow): SmtpauthMark[] {
  const marks: SmtpauthMark[] = []
  if (tokens[1] === '') marks.push('empty-password')
  if (split) marks.push('split-line')
  return marks
}
