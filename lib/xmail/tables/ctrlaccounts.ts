import { LOGIN_LINE_BYTES } from '@/lib/xmail/ctrl/limits'
import { decodePassword } from '@/lib/xmail/password'
import type { Document } from '@/lib/xmail/tab'
import { explainLine, type FoundRow, findRows, type LineReason, type ListRow } from './list-row'
import { readName } from './shown-content'
import type { TableForm } from './table-form'

/** Why nobody can sign in by a line. A closed list: pages translate it. */
export const CTRLACCOUNTS_REASONS = [
  /** An earlier line has the name, in whatever case; its password is the only one that counts. */
  'duplicate',
  /** A name beyond 7 bits, which no login line carries. */
  'name-not-ascii',
] as const

export type CtrlaccountsReason = (typeof CTRLACCOUNTS_REASONS)[number] | LineReason

/** What is remarkable about an account. A closed list: pages translate it. */
export const CTRLACCOUNTS_MARKS = [
  /** A line that begins with `#`: no comment in this file but an account that can sign in (semantics.md 7.2). */
  'comment-is-account',
  /** The password field cannot be decoded, so that an empty password signs in. */
  'empty-password',
  /** The password field can be decoded in part, and that part signs in. */
  'partial-password',
  /** The password cannot be sent as it is (a `#` in front, TAB, beyond 7 bits, too long); by digest it signs in. */
  'digest-only',
  /** The line is longer than XMail's buffer and is read in pieces; this row is one of them, and is not shown. */
  'split-line',
] as const

export type CtrlaccountsMark = (typeof CTRLACCOUNTS_MARKS)[number]

/** A row of ctrlaccounts.tab: an administrator of the server. The password, in whatever form, never is in a row. */
export interface CtrlaccountsRow extends Omit<ListRow, 'state' | 'note'> {
  /** No row is switched off: there are no comments in this file. */
  readonly state: 'live' | 'dead'
  readonly reason?: CtrlaccountsReason
  /** A byte string; null where the fields of the line cannot be told apart. */
  readonly user: string | null
  /** Whether one has to be typed to sign in. */
  readonly hasPassword: boolean
  readonly marks: readonly CtrlaccountsMark[]
  /** Fields behind those that XMail reads, as byte strings. */
  readonly extra: readonly string[]
}

export const CTRLACCOUNTS_FORM: TableForm = {
  isLive: (tokens) => tokens.length >= 2,
  isSurelyRow: () => false,
  secretColumn: 1,
  // Hex where the name belongs, and none behind.
  isShifted: ([name = '', hex = '']) =>
    /^\W*([0-9a-f]{2}){4,}$/i.test(name) && !/^([0-9a-f]{2})+$/i.test(hex),
  commentIfEmpty: '',
}

/** All rows in the file's order, dead ones included. */
export function readCtrlaccounts(doc: Document): CtrlaccountsRow[] {
  const names = new Set<string>()
  return Array.from(findRows(doc, CTRLACCOUNTS_FORM), (found) => {
    const name = lowerAscii(found.tokens[0] ?? '')
    const row = readCtrlaccountsRow(found, names.has(name))
    // Dead for its name alone or not: the first line with it decides.
    if (found.tokens.length >= 2) names.add(name)
    return row
  })
}

/** Names are compared without regard to ASCII case. */
export function lowerAscii(text: string): string {
  return text.replace(/[A-Z]/g, (char) => char.toLowerCase())
}

function readCtrlaccountsRow(found: FoundRow, isTaken: boolean): CtrlaccountsRow {
  const { line, was, tokens } = found
  const [name = '', hex = ''] = tokens
  const reason = explainRow(found, name, isTaken)
  const { password, intact } = decodePassword(hex)
  const user = readName(found, CTRLACCOUNTS_FORM)
  const row: CtrlaccountsRow = {
    line,
    was,
    state: reason ? 'dead' : 'live',
    user,
    hasPassword: password !== '',
    marks: reason ? [] : marksOf(found, password, intact),
    extra: user === null || reason ? [] : tokens.slice(2),
  }
  return reason ? { ...row, reason } : row
}

function explainRow(found: FoundRow, name: string, isTaken: boolean): CtrlaccountsReason | null {
  if (found.tokens.length < 2) {
    // `# text` is harmless here, though it is no comment.
    return found.content.startsWith('#') ? 'looks-like-comment' : explainLine(found, 2)
  }
  if (found.line === 0 && found.content.startsWith('\xef\xbb\xbf')) return 'byte-order-mark'
  if (/[^\0-\x7f]/.test(name)) return 'name-not-ascii'
  return isTaken ? 'duplicate' : null
}

function marksOf({ split, tokens }: FoundRow, password: string, intact: boolean): CtrlaccountsMark[] {
  const [name = ''] = tokens
  const marks: CtrlaccountsMark[] = []
  if (name.startsWith('#')) marks.push('comment-is-account')
  if (password === '') marks.push('empty-password')
  else if (!intact) marks.push('partial-password')
  if (loginLineLength(name, password) > LOGIN_LINE_BYTES || /^#|[^ -~]/.test(password))
    marks.push('digest-only')
  if (split) marks.push('split-line')
  return marks
}

/** Bytes of the line that signs in with a clear password, quotes included. */
export function loginLineLength(user: string, password: string): number {
  const quotes = (text: string) => text.split('"').length - 1
  return user.length + password.length + quotes(user) + quotes(password) + '""\t""'.length
}
