import type { Fault } from '@/lib/errors'
import { type Network, readAddressFilter } from '@/lib/xmail/net'
import { rememberSteps } from '@/lib/xmail/remember'
import { collectInSteps, ITEMS_A_STEP, type Steps } from '@/lib/xmail/steps'
import type { Document } from '@/lib/xmail/tab'
import { type Check, type Confirmation, checkCoverage, checkHoles, checkWidth } from './check-network'
import { coverageOf, coverageOfInSteps } from './find-coverage'
import { findRows, type Making } from './list-row'
import { type FilterRow, fieldsBehind, type RowRules, readFilterRow } from './read-row'
import type { TableForm } from './table-form'
import { isIdleMask } from './write-filter'

/** A row of smtprelay.tab: a network whose hosts may send anywhere without signing in (semantics.md 3). */
export interface RelayRow extends FilterRow {
  /** The line of one live row that matches everything that this one does. Of equal rows, the first covers the others. */
  readonly coveredBy: number | null
}

const RULES: RowRules = {
  fieldsNeeded: 1,
  extraOf(tokens) {
    const [first = '', second] = tokens
    const isPair = !first.includes('/') || (second !== undefined && isIdleMask(second))
    return fieldsBehind(tokens, isPair ? 2 : 1)
  },
}

export const RELAY_FORM: TableForm = {
  isLive: (tokens) => tokens.length > 0 && readAddressFilter(tokens).kind !== 'invalid',
  isSurelyRow(tokens) {
    const filter = readAddressFilter(tokens)
    return filter.kind === 'network' && !filter.oddLength && !filter.legacy
  },
  // A file without a byte is not written; XMail would lose it (semantics.md 0.1).
  commentIfEmpty: 'no networks may relay',
}

/** All rows in the file's order, dead and disabled ones included. Remembered as long as the Document is. */
export const { atOnce: readRelay, inSteps: readRelayInSteps } = rememberSteps(readRows)

function* readRows(doc: Document): Steps<readonly RelayRow[]> {
  const rows = yield* collectInSteps(
    findRows(doc, RELAY_FORM),
    (found): Making<RelayRow> => Object.assign(readFilterRow(found, RULES), { coveredBy: null }),
  )
  const coverage = yield* coverageOfInSteps(rows)
  yield
  for (const [id, row] of rows.entries()) {
    if (id % ITEMS_A_STEP === 0) yield
    const cover =
      row.state === 'live' && row.filter.kind === 'network'
        ? coverage.find(row.filter, (other) => other !== id)
        : null
    const by = cover === null ? undefined : rows[cover]
    const isSame = by?.cidr === row.cidr && by.netmask === row.netmask && by.address === row.address
    row.coveredBy = by?.line ?? null
    if (isSame) row.marks = [...row.marks, 'duplicate']
  }
  return rows
}

/** Prepares the checks of additions to these rows; each then takes the time of a few look-ups. */
export function prepareRelayCheck(
  rows: readonly FilterRow[],
  confirmed: readonly Confirmation[] = [],
): Check {
  const covering = { coverage: coverageOf(rows), rowAt: (id: number) => rows[id] }
  return (network) =>
    checkCoverage(network, covering) ?? checkWidth(network, confirmed) ?? checkHoles(network, confirmed)
}

/**
 * Whether a network may be added to these rows. Faults: NETWORK_DUPLICATE {network, line}, NETWORK_COVERED {network, by,
 * line}; unless confirmed NETWORK_TOO_WIDE {network, addresses}, NETMASK_HOLES {network}. Lines are 1-based.
 */
export function checkRelayAddition(
  rows: readonly FilterRow[],
  network: Network,
  confirmed: readonly Confirmation[] = [],
): Fault | null {
  return prepareRelayCheck(rows, confirmed)(network)
}
