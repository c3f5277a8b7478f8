import { PATTERN_REASONS, readSpamAddress, readSpammers, type SpamAddressRow } from '@/lib/xmail/tables'
import { parseMapsList, readVariables } from '@/lib/xmail/variables'
import { refOf } from '../address-tables'
import type { MailRoot } from '../mail-root'
import { SETTINGS, SPAM_ADDRESSES, SPAMMERS } from '../paths'
import { effectiveOf, liveVariable } from '../read-settings'
import type { Rule, Trouble } from '../rule'
import { textOf } from '../text-of'

/** spam-address.tab (semantics.md 4.2), and what STARTTLS makes of a refusal (0.7). */
export const SPAM_RULES: readonly Rule[] = [
  {
    id: 'pattern-everybody',
    severity: 'danger',
    evidence: '4.2',
    find: (root) => findPatterns(root, isLiveWith('matches-everything'), 'disable'),
  },
  {
    id: 'pattern-never-matches',
    severity: 'warning',
    evidence: '4.2',
    find: (root) =>
      findPatterns(root, ({ reason }) => PATTERN_REASONS.some((each) => each === reason), 'mend'),
  },
  {
    id: 'pattern-covered',
    severity: 'notice',
    evidence: '4.2',
    find: (root) =>
      findPatterns(root, ({ state, coveredBy }) => state === 'live' && coveredBy !== null, 'disable'),
  },
  {
    id: 'starttls-lifts-refusal',
    severity: 'warning',
    evidence: '0.7, 6.2',
    find: findLifted,
  },
]

function isLiveWith(mark: SpamAddressRow['marks'][number]) {
  return ({ state, marks }: SpamAddressRow) => state === 'live' && marks.includes(mark)
}

function* findPatterns(
  root: MailRoot,
  isMeant: (row: SpamAddressRow) => boolean,
  remedy: 'disable' | 'mend',
): Generator<Trouble> {
  const doc = root.file(SPAM_ADDRESSES)
  const rows = root.read(SPAM_ADDRESSES, readSpamAddress) ?? []
  const found = rows.filter(isMeant)
  if (found.length === 0) return
  const patterns = new Set(remedy === 'mend' ? rows.map(({ pattern }) => pattern.toLowerCase()) : [])
  for (const row of found) {
    const details = {
      pattern: textOf(doc, row.pattern),
      why: row.reason ?? '',
      by: row.coveredBy === null ? 0 : row.coveredBy + 1,
    }
    const fix = remedy === 'mend' ? mend(row, patterns) : switchOff(row)
    yield { path: SPAM_ADDRESSES, line: row.line, details, fix }
  }
}

function switchOff(row: SpamAddressRow): Trouble['fix'] {
  if (row.marks.includes('split-line')) return null
  return { table: 'spam-address', path: SPAM_ADDRESSES, op: 'disable', rows: [refOf(row)] }
}

/** Without the blank that no address has; a bare domain for everybody there. */
function mend(row: SpamAddressRow, patterns: ReadonlySet<string>): Trouble['fix'] {
  const trimmed = row.pattern.trim()
  const pattern = row.reason === 'no-at' || row.reason === 'only-hops' ? asDomain(trimmed) : trimmed
  const isKnown = row.reason === 'no-at' || row.reason === 'has-blank' || row.reason === 'only-hops'
  const isNew = pattern !== null && pattern !== row.pattern && !patterns.has(pattern.toLowerCase())
  if (!isKnown || !isNew || !/^[^\s@]*@?[^\s@]+$/.test(pattern) || /^[*?]*$/.test(pattern)) return null
  return {
    table: 'spam-address',
    path: SPAM_ADDRESSES,
    op: 'replace',
    row: refOf(row),
    pattern,
    confirmed: [],
  }
}

function asDomain(text: string): string | null {
  const domain = text.replace(/^@/, '')
  return /^[a-z0-9.-]+\.[a-z0-9-]+$/i.test(domain) ? `*@${domain}` : null
}

/** What is only remembered until MAIL FROM, a client gets rid of by STARTTLS. */
function* findLifted(root: MailRoot): Generator<Trouble> {
  const settings = root.read(SETTINGS, readVariables)
  if (settings && effectiveOf(settings, 'EnableSMTP-TLS') === 0) return
  for (const { state, line, action } of root.read(SPAMMERS, readSpammers) ?? []) {
    if (state === 'live' && action?.kind === 'signed-in-only')
      yield { path: SPAMMERS, line, details: { what: 'code=0' } }
  }
  const maps = settings && liveVariable(settings, 'CustMapsList')
  if (maps && parseMapsList(maps.value).some(({ action }) => action?.kind === 'flag'))
    yield { path: SETTINGS, line: maps.line, details: { what: 'CustMapsList' } }
  const names = settings && liveVariable(settings, 'SMTP-RDNSCheck')
  if (names?.effective?.kind === 'number' && names.effective.number > 0)
    yield { path: SETTINGS, line: names.line, details: { what: 'SMTP-RDNSCheck' } }
}
