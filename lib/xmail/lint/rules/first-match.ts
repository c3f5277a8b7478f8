import { readHnprop, type SpammersRow } from '@/lib/xmail/tables'
import { nameNetwork } from '@/lib/xmail/tables/check-ipmap'
import { type AddressTable, addressTable, disableRow, refOf } from '../address-tables'
import type { MailRoot } from '../mail-root'
import { HOST_PROPERTIES, IP_PROPERTIES, SPAMMERS } from '../paths'
import type { Rule, Trouble } from '../rule'
import { textOf } from '../text-of'

/** Tables in which the first row that fits decides (semantics.md 4.1, 5). */
export const FIRST_MATCH_RULES: readonly Rule[] = [
  {
    id: 'never-decides',
    severity: 'warning',
    evidence: '4.1, 5',
    *find(root) {
      for (const path of [SPAMMERS, IP_PROPERTIES]) {
        const owner = addressTable(root, path)
        if (owner?.table === 'spammers' || owner?.table === 'ipprop') yield* findNetworks(owner)
      }
      yield* findHosts(root)
    },
  },
  {
    id: 'refuses-everybody',
    severity: 'danger',
    evidence: '4.1',
    find: (root) =>
      findSpammers(root, ({ action, marks }) => turnsAway(action) && marks.includes('matches-everything')),
  },
  {
    id: 'refuses-many',
    severity: 'warning',
    evidence: '4.1',
    find: (root) => findSpammers(root, ({ action, marks }) => turnsAway(action) && marks.includes('wide')),
  },
  {
    id: 'spammers-parameters',
    severity: 'warning',
    evidence: '4.1',
    find: (root) =>
      findSpammers(root, ({ ruleMarks }) => ruleMarks.some((mark) => mark !== 'never-decides'), false),
  },
]

function turnsAway(action: SpammersRow['action']): boolean {
  return action !== null && action.kind !== 'delay'
}

function* findNetworks(owner: Extract<AddressTable, { table: 'spammers' | 'ipprop' }>): Generator<Trouble> {
  for (const row of owner.rows) {
    if (row.state !== 'live' || !row.ruleMarks.includes('never-decides')) continue
    const network = textOf(owner.doc, nameNetwork(row))
    const by = row.shadowedBy === null ? 0 : row.shadowedBy + 1
    yield { path: owner.path, line: row.line, details: { name: network, by }, fix: disableRow(owner, row) }
  }
}

function* findHosts(root: MailRoot): Generator<Trouble> {
  for (const row of root.read(HOST_PROPERTIES, readHnprop) ?? []) {
    if (row.state !== 'live' || row.shadowedBy === null) continue
    yield {
      path: HOST_PROPERTIES,
      line: row.line,
      details: { name: textOf(root.file(HOST_PROPERTIES), row.pattern), by: row.shadowedBy + 1 },
      fix: { table: 'hnprop', path: HOST_PROPERTIES, op: 'disable', rows: [refOf(row)] },
    }
  }
}

function* findSpammers(
  root: MailRoot,
  isMeant: (row: SpammersRow) => boolean,
  canGo = true,
): Generator<Trouble> {
  const owner = addressTable(root, SPAMMERS)
  if (owner?.table !== 'spammers') return
  for (const row of owner.rows) {
    if (row.state !== 'live' || !isMeant(row)) continue
    const details = {
      network: textOf(owner.doc, nameNetwork(row)),
      parameters: textOf(owner.doc, row.parameters ?? ''),
      does: row.action?.kind ?? 'refuse',
      seconds: row.action?.kind === 'delay' ? row.action.seconds : 0,
    }
    yield { path: SPAMMERS, line: row.line, details, fix: canGo ? disableRow(owner, row) : null }
  }
}
