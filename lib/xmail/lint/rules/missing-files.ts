import { CATALOG } from '@/lib/xmail/catalog'
import { mailRootPath } from '@/lib/xmail/path'
import { readCtrlaccounts } from '@/lib/xmail/tables'
import { readVariables } from '@/lib/xmail/variables'
import { ADMINISTRATORS, SETTINGS, SPAMMERS } from '../paths'
import type { Rule } from '../rule'

/** Tables that XMail opens at its start: without one of them it does not come up (semantics.md 9). */
const NEEDED_AT_START = CATALOG.filter(({ whenMissing }) => whenMissing === 'will-not-start').map(
  ({ path }) => mailRootPath(path),
)
const NOBODY_REFUSED = '# no rules: no address is refused\n'

/** Files whose absence does something (semantics.md 0.1, 6.1, 7.2, 9). */
export const MISSING_FILE_RULES: readonly Rule[] = [
  {
    id: 'spammers-missing',
    severity: 'danger',
    evidence: '0.1, 4.1',
    *find(root) {
      if (root.file(SPAMMERS) !== null) return
      const hunk = { at: 0, was: [], now: [NOBODY_REFUSED], before: null, after: null }
      yield {
        path: SPAMMERS,
        line: null,
        fix: { table: 'text', path: SPAMMERS, op: 'change', hunks: [hunk] },
      }
    },
  },
  {
    id: 'settings-missing',
    severity: 'danger',
    evidence: '6.1',
    *find(root) {
      if (root.file(SETTINGS) === null) yield { path: SETTINGS, line: null }
    },
  },
  {
    id: 'root-domain-missing',
    severity: 'danger',
    evidence: '6.2, 13',
    *find(root) {
      const rows = root.read(SETTINGS, readVariables)
      const isSet = rows?.some(
        ({ state, name, value }) => state === 'live' && name === 'RootDomain' && value !== '',
      )
      if (rows && !isSet) yield { path: SETTINGS, line: null }
    },
  },
  {
    id: 'postmaster-missing',
    severity: 'warning',
    evidence: '13',
    *find(root) {
      const rows = root.read(SETTINGS, readVariables)
      const isSet = rows?.some(
        ({ state, name, value }) => state === 'live' && name === 'PostMaster' && value !== '',
      )
      if (rows && !isSet) yield { path: SETTINGS, line: null }
    },
  },
  {
    id: 'start-file-missing',
    severity: 'danger',
    evidence: '9',
    *find(root) {
      for (const path of NEEDED_AT_START) if (root.file(path) === null) yield { path, line: null }
    },
  },
  {
    id: 'no-administrator',
    severity: 'warning',
    evidence: '7.2',
    *find(root) {
      const rows = root.read(ADMINISTRATORS, readCtrlaccounts)
      const isMissing = root.file(ADMINISTRATORS) === null
      if (isMissing || rows?.every(({ state }) => state === 'dead'))
        yield { path: ADMINISTRATORS, line: null }
    },
  },
]
