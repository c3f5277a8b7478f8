import { decodeText } from '@/lib/xmail/tab'
import {
  mendValue,
  parseMapsList,
  printMapsList,
  readVariables,
  type VariableMark,
  type VariableRow,
} from '@/lib/xmail/variables'
import { refOf } from '../address-tables'
import type { MailRoot } from '../mail-root'
import { SETTINGS } from '../paths'
import { effectiveOf, liveVariable } from '../read-settings'
import type { Rule, Trouble } from '../rule'
import { setVariable } from '../set-variable'
import { textOf } from '../text-of'

type FixOf = (root: MailRoot, row: VariableRow) => Trouble['fix']

/** server.tab (semantics.md 13). */
export const SETTING_RULES: readonly Rule[] = [
  {
    id: 'setting-duplicate',
    severity: 'warning',
    evidence: '9, 13',
    find: (root) =>
      findRows(
        root,
        ({ reason }) => reason === 'duplicate',
        (_, row) => ({ table: 'variables', path: SETTINGS, op: 'remove', rows: [refOf(row)] }),
      ),
  },
  marked('setting-word-is-off', 'warning', '13', ['word-is-off', 'empty-is-off'], mend),
  marked(
    'setting-number',
    'warning',
    '13',
    ['word-is-zero', 'trailing-text', 'cut-value', 'out-of-range'],
    mend,
  ),
  marked('setting-misspelt', 'warning', '9, 13', ['misspelt-variable']),
  marked('setting-unknown', 'notice', '13', ['unknown-variable']),
  marked('drop-code-does-nothing', 'danger', '0.4, 6.1', ['drop-code-does-nothing'], () =>
    setVariable('SMTP-IpMapDropCode', '1'),
  ),
  marked('passwords-logged', 'danger', '13', ['logs-passwords'], () => setVariable('Pop3LogPasswd', '0')),
  marked('client-certificates', 'danger', '11', ['client-certificates-needed'], () =>
    setVariable('SSLWantCert', '0'),
  ),
  marked('reply-without-code', 'warning', '13', ['no-reply-code'], mend),
  marked('gateways-comma', 'warning', '13', ['comma-between-gateways'], mend),
  marked('clear-text-list', 'warning', '6.2', ['only-first-counts'], mend),
  {
    id: 'sign-in-for-all-mail',
    severity: 'warning',
    evidence: '6.1, 6.3',
    find: (root) => findRows(root, ({ name, marks }) => name === 'SmtpConfig' && marks.includes('mail-auth')),
  },
  {
    id: 'setting-odd-part',
    severity: 'warning',
    evidence: '6.1, 6.5, 13',
    find: (root) =>
      findRows(root, (row) => row.name !== 'CustMapsList' && row.marks.includes('odd-part'), mend),
  },
  {
    id: 'maps-code-above-one',
    severity: 'warning',
    evidence: '6.4',
    find: (root) => findMaps(root, (marks) => marks.includes('code-above-one'), refuseListed),
  },
  {
    id: 'maps-entry',
    severity: 'warning',
    evidence: '6.4',
    find: (root) => findMaps(root, (marks) => marks.some((mark) => mark !== 'code-above-one'), mend),
  },
  {
    id: 'pop-before-smtp',
    severity: 'notice',
    evidence: '6.6; peers.md B.5',
    *find(root) {
      const rows = root.read(SETTINGS, readVariables)
      if (!rows || effectiveOf(rows, 'EnableAuthSMTP-POP3') === 0) return
      const line = liveVariable(rows, 'EnableAuthSMTP-POP3')?.line ?? null
      yield { path: SETTINGS, line, fix: setVariable('EnableAuthSMTP-POP3', '0') }
    },
  },
  {
    id: 'vrfy-allowed',
    severity: 'notice',
    evidence: '6.2',
    *find(root) {
      const rows = root.read(SETTINGS, readVariables)
      const row = rows && liveVariable(rows, 'AllowSmtpVRFY')
      if (row && effectiveOf(rows, 'AllowSmtpVRFY') !== 0)
        yield { path: SETTINGS, line: row.line, fix: setVariable('AllowSmtpVRFY', '0') }
    },
  },
]

function marked(
  id: string,
  severity: Rule['severity'],
  evidence: string,
  marks: readonly VariableMark[],
  fixOf?: FixOf,
): Rule {
  const isMeant = (row: VariableRow) => row.state === 'live' && row.marks.some((mark) => marks.includes(mark))
  return { id, severity, evidence, find: (root) => findRows(root, isMeant, fixOf) }
}

function* findRows(
  root: MailRoot,
  isMeant: (row: VariableRow) => boolean,
  fixOf: FixOf = () => null,
): Generator<Trouble> {
  const doc = root.file(SETTINGS)
  for (const row of root.read(SETTINGS, readVariables) ?? []) {
    if (row.state === 'disabled' || !isMeant(row)) continue
    const details = { name: textOf(doc, row.name), value: textOf(doc, row.value) }
    yield { path: SETTINGS, line: row.line, details, fix: isWhole(row) ? fixOf(root, row) : null }
  }
}

function isWhole({ marks }: VariableRow): boolean {
  return !marks.includes('split-line')
}

/** The value that was probably meant, where there is no doubt. */
function mend(root: MailRoot, { name, value, definition }: VariableRow): Trouble['fix'] {
  const doc = root.file(SETTINGS)
  const mended = doc && definition ? mendValue(definition, decodeText(doc, value)) : null
  return mended === null ? null : setVariable(name, mended)
}

/** Refused, as whoever wrote 2 or more thought. */
function refuseListed(_: MailRoot, { name, value }: VariableRow): Trouble['fix'] {
  const rows = parseMapsList(value)
  if (rows.some(({ marks }) => marks.some((mark) => mark !== 'code-above-one'))) return null
  const meant = rows.map((row) =>
    row.marks.includes('code-above-one') ? { zone: row.zone, action: { kind: 'refuse' as const } } : row,
  )
  const text = printMapsList(meant)
  return text.ok ? setVariable(name, text.value) : null
}

function* findMaps(
  root: MailRoot,
  isMeant: (marks: readonly string[]) => boolean,
  fixOf: FixOf,
): Generator<Trouble> {
  const doc = root.file(SETTINGS)
  const row = liveVariable(root.read(SETTINGS, readVariables) ?? [], 'CustMapsList')
  const entry = row && parseMapsList(row.value).find(({ marks }) => isMeant(marks))
  if (!row || !entry) return
  const seconds = entry.action?.kind === 'delay' ? entry.action.seconds : 0
  const details = { zone: textOf(doc, entry.zone), seconds, mark: entry.marks[0] ?? '' }
  yield { path: SETTINGS, line: row.line, details, fix: isWhole(row) ? fixOf(root, row) : null }
}
