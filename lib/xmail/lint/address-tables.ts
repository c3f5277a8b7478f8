import type { MailRootPath } from '@/lib/xmail/path'
import type { Document } from '@/lib/xmail/tab'
import {
  type Edit,
  GRANTABLE,
  type IpmapRow,
  type IppropRow,
  isIpmapPath,
  type RelayRow,
  readIpmap,
  readIpprop,
  readRelay,
  readSpammers,
  type SpammersRow,
} from '@/lib/xmail/tables'
import type { MailRoot } from './mail-root'

/** A file whose rows begin with a network. */
export type AddressTable = { readonly path: MailRootPath; readonly doc: Document } & (
  | { readonly table: 'smtprelay'; readonly rows: readonly RelayRow[] }
  | { readonly table: 'ipmap'; readonly rows: readonly IpmapRow[] }
  | { readonly table: 'spammers'; readonly rows: readonly SpammersRow[] }
  | { readonly table: 'ipprop'; readonly rows: readonly IppropRow[] }
)

export type AddressRow = RelayRow | IpmapRow | SpammersRow | IppropRow

const TABLES_OF_PATHS = new Map<string, Exclude<AddressTable['table'], 'ipmap'>>([
  ['smtprelay.tab', 'smtprelay'],
  ['spammers.tab', 'spammers'],
  ['smtp.ipprop.tab', 'ipprop'],
])

/** All of them that are there, the access lists of accounts too. */
export function* addressTables(root: MailRoot): Generator<AddressTable> {
  for (const path of root.paths) {
    const table = addressTable(root, path)
    if (table) yield table
  }
}

export function addressTable(root: MailRoot, path: MailRootPath): AddressTable | null {
  const doc = root.file(path)
  const table = isIpmapPath(path) ? 'ipmap' : TABLES_OF_PATHS.get(path)
  if (!doc || table === undefined) return null
  switch (table) {
    case 'smtprelay':
      return { path, doc, table, rows: root.read(path, readRelay) ?? [] }
    case 'ipmap':
      return { path, doc, table, rows: root.read(path, readIpmap) ?? [] }
    case 'spammers':
      return { path, doc, table, rows: root.read(path, readSpammers) ?? [] }
    case 'ipprop':
      return { path, doc, table, rows: root.read(path, readIpprop) ?? [] }
  }
}

/** A sixteenth of the private network that it is mostly taken for; nothing else is remarkable about it. */
export const NARROW_PRIVATE = '172.16.0.0/16'

interface Picked {
  readonly dead: readonly AddressRow[]
  readonly marked: readonly AddressRow[]
}
const PICKED = new WeakMap<readonly AddressRow[], Picked>()

/** The rows that any rule could be about, sought once: nearly all rows of a long table are sound. */
export function pickRows({ rows }: AddressTable): Picked {
  const known = PICKED.get(rows)
  if (known) return known
  const dead: AddressRow[] = []
  const marked: AddressRow[] = []
  for (const row of rows) {
    if (row.state === 'dead') dead.push(row)
    else if (row.state === 'live' && isMarked(row)) marked.push(row)
  }
  const picked = { dead, marked }
  PICKED.set(rows, picked)
  return picked
}

function isMarked({ marks, cidr }: AddressRow): boolean {
  return marks.length > 0 || cidr === null || cidr === NARROW_PRIVATE
}

/** How an edit finds a row again. */
export function refOf({ line, was }: { readonly line: number; readonly was: string }) {
  return { line, was }
}

export function isSplit(row: { readonly marks: readonly string[] }): boolean {
  return row.marks.includes('split-line')
}

/** Whether rows before it, or that win over it, take in all of its network. */
export function neverDecides(row: AddressRow): boolean {
  if ('coveredBy' in row) return row.coveredBy !== null
  const marks: readonly string[] = 'ruleMarks' in row ? row.ruleMarks : row.marks
  return marks.includes('never-decides') || marks.includes('shadowed')
}

/** Keeps a live row as a comment. Null where its line is read in pieces. */
export function disableRow({ table, path }: AddressTable, row: AddressRow): Edit | null {
  if (isSplit(row)) return null
  return { table, path, op: 'disable', rows: [refOf(row)] }
}

/**
 * Writes a row with another network, and with the meaning of `as` (by default its own). Null where it has none: the line is
 * read in pieces, or the row grants nothing.
 */
export function replaceNetwork(
  owner: AddressTable,
  row: AddressRow,
  network: string,
  as: AddressRow = row,
): Edit | null {
  if (isSplit(row)) return null
  const place = { path: owner.path, op: 'replace' as const, row: refOf(row), confirmed: [] }
  if ('permission' in as) {
    const { permission, precedence } = as
    if (permission === null || precedence === null) return null
    return { ...place, table: 'ipmap', rule: { network, permission, precedence } }
  }
  if ('action' in as) {
    return as.action === null ? null : { ...place, table: 'spammers', rule: { network, action: as.action } }
  }
  if ('properties' in as) {
    const grants = GRANTABLE.filter((key) => as.properties[key])
    return grants.length === 0 ? null : { ...place, table: 'ipprop', rule: { network, grants } }
  }
  return { ...place, table: 'smtprelay', network }
}
