import { readSmtpextauth, type SmtpextauthMark } from '@/lib/xmail/tables'
import { refOf } from '../address-tables'
import type { MailRoot } from '../mail-root'
import { SMTP_PROGRAMS } from '../paths'
import type { Rule, Trouble } from '../rule'
import { textOf } from '../text-of'

/** Programs that decide who may sign in (semantics.md 7.5). */
export const PROGRAM_RULES: readonly Rule[] = [
  {
    id: 'program-grants-nothing',
    severity: 'warning',
    evidence: '0.8, 7.5',
    find: (root) => findPrograms(root, null),
  },
  {
    id: 'program-unknown-mechanism',
    severity: 'warning',
    evidence: '7.5',
    find: (root) => findPrograms(root, 'unknown-mechanism', true),
  },
  {
    id: 'program-duplicate',
    severity: 'warning',
    evidence: '7.5',
    find: (root) => findPrograms(root, 'duplicate', true),
  },
  {
    id: 'program-unknown-macro',
    severity: 'warning',
    evidence: '7.5',
    find: (root) => findPrograms(root, 'unknown-macro'),
  },
]

/** `mark` null: all programs that are started. */
function* findPrograms(root: MailRoot, mark: SmtpextauthMark | null, canGo = false): Generator<Trouble> {
  const doc = root.file(SMTP_PROGRAMS)
  const rows = root.read(SMTP_PROGRAMS, readSmtpextauth) ?? []
  for (const row of rows) {
    const isStarted = !row.marks.includes('unknown-mechanism') && !row.marks.includes('duplicate')
    if (row.state !== 'live' || !(mark === null ? isStarted : row.marks.includes(mark))) continue
    const details = { mechanism: textOf(doc, row.mechanism) }
    const isWhole = !row.marks.includes('split-line')
    yield {
      path: SMTP_PROGRAMS,
      line: row.line,
      details,
      fix:
        canGo && isWhole
          ? { table: 'smtpextauth', path: SMTP_PROGRAMS, op: 'remove', rows: [refOf(row)] }
          : null,
    }
  }
}
