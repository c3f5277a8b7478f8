import { rememberSteps } from '@/lib/xmail/remember'
import { collectInSteps, type Steps } from '@/lib/xmail/steps'
import type { Document } from '@/lib/xmail/tab'
import { explainLine, type FoundRow, findRows, type LineReason, type ListRow } from './list-row'
import type { TableForm } from './table-form'

/** The mechanisms that XMail can hand to a program. */
export const MECHANISMS = ['PLAIN', 'LOGIN', 'CRAM-MD5'] as const
export type Mechanism = (typeof MECHANISMS)[number]

/** What a program's arguments can name, as `@@NAME` alone or `$(NAME)` within text. */
export const EXTAUTH_MACROS = ['USER', 'PASS', 'CHALL', 'DGEST', 'RFILE', 'AUTH'] as const

/** What is remarkable about a program. A closed list: pages translate it. */
export const SMTPEXTAUTH_MARKS = [
  /** No mechanism of XMail's: offered to clients, then refused (504). */
  'unknown-mechanism',
  /** An earlier row has the mechanism; this program is never started. */
  'duplicate',
  /** `@@NAME` or `$(NAME)` of an unknown name, which becomes an empty argument. */
  'unknown-macro',
  /** The program may write permissions to RFILE, but XMail 1.27 cannot read them (semantics.md 7.5). */
  'permissions-not-read',
  /** The line is longer than XMail's buffer and is read in pieces; this row is one of them. */
  'split-line',
] as const

export type SmtpextauthMark = (typeof SMTPEXTAUTH_MARKS)[number]

/**
 * A row of smtpextauth.tab: a program that decides who may sign in by a mechanism, in place of XMail (semantics.md 7.5). As
 * soon as there is one, only the listed mechanisms are offered to clients.
 */
export interface SmtpextauthRow extends ListRow {
  readonly reason?: LineReason
  /** As the file has it, a byte string; so are the others. */
  readonly mechanism: string
  readonly program: string
  readonly args: readonly string[]
  readonly marks: readonly SmtpextauthMark[]
}

export const SMTPEXTAUTH_FORM: TableForm = {
  isLive: (tokens) => tokens.length >= 2,
  isSurelyRow: ([mechanism = '']) => findMechanism(mechanism) !== undefined,
  commentIfEmpty: 'no programs: XMail itself decides who may sign in',
}

export function findMechanism(name: string): Mechanism | undefined {
  return MECHANISMS.find((known) => known === name.toUpperCase())
}

/** All rows in the file's order, dead and disabled ones included. Remembered as long as the Document is. */
export const { atOnce: readSmtpextauth, inSteps: readSmtpextauthInSteps } = rememberSteps(readRows)

function* readRows(doc: Document): Steps<readonly SmtpextauthRow[]> {
  const taken = new Set<string>()
  return yield* collectInSteps(findRows(doc, SMTPEXTAUTH_FORM), (found) => {
    const { line, was, note, disabled, tokens } = found
    const [mechanism = '', program = '', ...args] = tokens
    const reason = disabled ? null : explainLine(found, 2)
    const row: SmtpextauthRow = {
      line,
      was,
      note,
      state: disabled ? 'disabled' : reason ? 'dead' : 'live',
      mechanism,
      program,
      args,
      marks: reason ? [] : marksOf(found, taken.has(mechanism.toUpperCase())),
    }
    if (row.state === 'live') taken.add(mechanism.toUpperCase())
    return reason ? { ...row, reason } : row
  })
}

function marksOf({ disabled, split, tokens }: FoundRow, isTaken: boolean): SmtpextauthMark[] {
  const [mechanism = '', , ...args] = tokens
  const macros = args.flatMap(macrosOf)
  const marks: SmtpextauthMark[] = []
  if (!findMechanism(mechanism)) marks.push('unknown-mechanism')
  else if (isTaken && !disabled) marks.push('duplicate')
  if (macros.some((name) => !EXTAUTH_MACROS.some((known) => known === name))) marks.push('unknown-macro')
  if (macros.includes('RFILE')) marks.push('permissions-not-read')
  if (split) marks.push('split-line')
  return marks
}

export function macrosOf(arg: string): string[] {
  if (arg.startsWith('@@')) return [arg.slice(2)]
  return [...arg.matchAll(/(?<!\\)\$\(([^)]*)\)/g)].map((match) => match[1] ?? '')
}
