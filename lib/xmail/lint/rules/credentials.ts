import { type CtrlaccountsMark, readCtrlaccounts, readSmtpauth, SMTP_PERMISSIONS } from '@/lib/xmail/tables'
import { refOf } from '../address-tables'
import { guessPassword, type PasswordWeakness } from '../guess-password'
import type { MailRoot } from '../mail-root'
import { ADMINISTRATORS, SMTP_ACCOUNTS } from '../paths'
import { readCredentials } from '../read-credentials'
import type { Rule, Trouble } from '../rule'
import { textOf } from '../text-of'

/** Who can sign in with what (semantics.md 7). Details name accounts, and never say anything of a password. */
export const CREDENTIAL_RULES: readonly Rule[] = [
  {
    id: 'administrator-comment',
    severity: 'danger',
    evidence: '0.10, 7.2',
    find: (root) => findAdministrators(root, 'comment-is-account', true),
  },
  {
    id: 'administrator-half-password',
    severity: 'danger',
    evidence: '0.10, 7.2',
    find: (root) => findAdministrators(root, 'partial-password'),
  },
  {
    id: 'administrator-digest-only',
    severity: 'notice',
    evidence: '7.2, 8.2',
    find: (root) => findAdministrators(root, 'digest-only'),
  },
  {
    id: 'administrator-duplicate',
    severity: 'warning',
    evidence: '7.2',
    *find(root) {
      const doc = root.file(ADMINISTRATORS)
      for (const row of root.read(ADMINISTRATORS, readCtrlaccounts) ?? []) {
        if (row.reason !== 'duplicate' && row.reason !== 'name-not-ascii') continue
        const details = { user: textOf(doc, row.user ?? '') }
        yield { path: ADMINISTRATORS, line: row.line, details, fix: removeAdministrator(row) }
      }
    },
  },
  guess('password-empty', 'danger', '0.10, 7', ['empty']),
  guess('password-example', 'danger', '7.1', ['example']),
  guess('password-weak', 'warning', '7', ['common', 'is-name', 'short', 'repeated']),
  {
    id: 'password-shared',
    severity: 'warning',
    evidence: '7',
    find: findShared,
  },
  {
    id: 'account-duplicate',
    severity: 'warning',
    evidence: '7.4',
    find: (root) => findAccounts(root, ['duplicate', 'same-user']),
  },
  {
    id: 'account-letters',
    severity: 'warning',
    evidence: '6.5, 7.4',
    find: (root) => findAccounts(root, ['lower-case-letters', 'unknown-letters', 'no-permissions']),
  },
]

function* findAdministrators(root: MailRoot, mark: CtrlaccountsMark, canGo = false): Generator<Trouble> {
  const doc = root.file(ADMINISTRATORS)
  const rows = root.read(ADMINISTRATORS, readCtrlaccounts) ?? []
  const isLast = rows.filter(({ state }) => state === 'live').length < 2
  for (const row of rows) {
    if (row.state !== 'live' || !row.marks.includes(mark)) continue
    yield {
      path: ADMINISTRATORS,
      line: row.line,
      details: { user: textOf(doc, row.user ?? '') },
      fix: canGo && !isLast ? removeAdministrator(row) : null,
    }
  }
}

function removeAdministrator(row: { line: number; was: string; marks: readonly string[] }): Trouble['fix'] {
  if (row.marks.includes('split-line')) return null
  return { table: 'ctrlaccounts', path: ADMINISTRATORS, op: 'remove', rows: [refOf(row)] }
}

function guess(
  id: string,
  severity: Rule['severity'],
  evidence: string,
  wanted: readonly PasswordWeakness[],
): Rule {
  return {
    id,
    severity,
    evidence,
    *find(root) {
      for (const { path, line, user, password } of readCredentials(root)) {
        const weakness = guessPassword(password, user)
        if (weakness && wanted.includes(weakness))
          yield { path, line, details: { user: textOf(root.file(path), user) } }
      }
    },
  }
}

/** One password of several accounts, in one file or both: who has one has all. */
function* findShared(root: MailRoot): Generator<Trouble> {
  const first = new Map<string, { user: string; path: string; line: number }>()
  for (const { path, line, user, password } of readCredentials(root)) {
    const own = { user: textOf(root.file(path), user), path, line }
    const other = first.get(password)
    if (!other) first.set(password, own)
    else if (password !== '' && !(other.path === path && other.user === own.user))
      yield {
        path,
        line,
        details: { user: own.user, other: other.user, file: other.path, by: other.line + 1 },
      }
  }
}

function* findAccounts(root: MailRoot, wanted: readonly string[]): Generator<Trouble> {
  const doc = root.file(SMTP_ACCOUNTS)
  for (const row of root.read(SMTP_ACCOUNTS, readSmtpauth) ?? []) {
    const mark = row.state === 'live' ? row.marks.find((each) => wanted.includes(each)) : undefined
    if (!mark) continue
    const details = { user: textOf(doc, row.user ?? ''), mark }
    yield {
      path: SMTP_ACCOUNTS,
      line: row.line,
      details,
      fix: mark === 'lower-case-letters' ? capitals(row) : null,
    }
  }
}

/** Every small letter as the permission that it was meant to be. */
function capitals(row: ReturnType<typeof readSmtpauth>[number]): Trouble['fix'] {
  const isPlain = /^[mrvtzs]*$/.test(row.unknownLetters)
  if (row.user === null || row.marks.includes('split-line') || !isPlain) return null
  const meant = row.unknownLetters.toUpperCase()
  const permissions = SMTP_PERMISSIONS.filter(
    ({ key, letter }) => row.permissions[key] || meant.includes(letter),
  ).map(({ key }) => key)
  const account = { user: row.user, permissions }
  return { table: 'smtpauth', path: SMTP_ACCOUNTS, op: 'replace', row: refOf(row), account }
}
