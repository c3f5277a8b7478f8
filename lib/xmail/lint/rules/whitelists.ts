import { type HnpropRow, type PropertyMark, readHnprop } from '@/lib/xmail/tables'
import { nameNetwork } from '@/lib/xmail/tables/check-ipmap'
import { addressTable, disableRow, refOf } from '../address-tables'
import type { MailRoot } from '../mail-root'
import { HOST_PROPERTIES, IP_PROPERTIES } from '../paths'
import type { Rule, Trouble } from '../rule'
import { textOf } from '../text-of'

/** smtp.ipprop.tab and smtp.hnprop.tab (semantics.md 5). */
export const WHITELIST_RULES: readonly Rule[] = [
  {
    id: 'host-names-needed',
    severity: 'danger',
    evidence: '0.6, 5',
    *find(root) {
      if (root.file(HOST_PROPERTIES)) yield { path: HOST_PROPERTIES, line: null }
    },
  },
  {
    id: 'host-leading-dot',
    severity: 'warning',
    evidence: '0.6, 5',
    find: (root) => findHosts(root, ({ reason }) => reason === 'leading-dot'),
  },
  {
    id: 'host-not-a-name',
    severity: 'warning',
    evidence: '5',
    find: (root) => findHosts(root, ({ reason }) => reason === 'not-a-name'),
  },
  {
    id: 'host-beginning',
    severity: 'warning',
    evidence: '0.6, 5',
    find: (root) => findHosts(root, ({ state, marks }) => state === 'live' && marks.includes('beginning')),
  },
  {
    id: 'host-everybody',
    severity: 'danger',
    evidence: '5',
    find: (root) =>
      findHosts(
        root,
        ({ state, marks, properties }) =>
          state === 'live' && marks.includes('matches-everything') && properties.whiteList,
        true,
      ),
  },
  {
    id: 'whitelist-wide',
    severity: 'danger',
    evidence: '5',
    *find(root) {
      const owner = addressTable(root, IP_PROPERTIES)
      if (owner?.table !== 'ipprop') return
      for (const row of owner.rows) {
        const isWide = row.marks.includes('matches-everything') || row.marks.includes('wide')
        if (row.state !== 'live' || !isWide || !row.properties.whiteList) continue
        const details = { network: textOf(owner.doc, nameNetwork(row)) }
        yield { path: IP_PROPERTIES, line: row.line, details, fix: disableRow(owner, row) }
      }
    },
  },
  property('property-ease-tls', '0.5, 5', ['ease-tls']),
  property('property-word-is-zero', '5', ['word-is-zero']),
  property('property-comma-list', '5', ['comma-list']),
  property('property-unknown', '5', ['misspelt-property', 'unknown-property']),
  property('property-sender-check', '5', ['sender-check-not-zero']),
]

function property(id: string, evidence: string, marks: readonly PropertyMark[]): Rule {
  return { id, severity: 'warning', evidence, find: (root) => findProperties(root, marks) }
}

function* findProperties(root: MailRoot, wanted: readonly PropertyMark[]): Generator<Trouble> {
  for (const path of [IP_PROPERTIES, HOST_PROPERTIES]) {
    const doc = root.file(path)
    const owner = path === IP_PROPERTIES ? addressTable(root, path) : null
    const rows = owner?.table === 'ipprop' ? owner.rows : (root.read(HOST_PROPERTIES, readHnprop) ?? [])
    if (path === IP_PROPERTIES && !owner) continue
    for (const { state, line, fields } of rows) {
      const field = state === 'live' ? fields.find(({ mark }) => mark && wanted.includes(mark)) : undefined
      if (field) yield { path, line, details: { field: textOf(doc, field.text) } }
    }
  }
}

function* findHosts(root: MailRoot, isMeant: (row: HnpropRow) => boolean, canGo = false): Generator<Trouble> {
  for (const row of root.read(HOST_PROPERTIES, readHnprop) ?? []) {
    if (!isMeant(row)) continue
    yield {
      path: HOST_PROPERTIES,
      line: row.line,
      details: { host: textOf(root.file(HOST_PROPERTIES), row.pattern) },
      fix: canGo ? { table: 'hnprop', path: HOST_PROPERTIES, op: 'disable', rows: [refOf(row)] } : null,
    }
  }
}
