import {
  atoi,
  type FilterForm,
  indexPeers,
  type Network,
  type PeerIndex,
  readAddressFilter,
  spellOut,
} from '@/lib/xmail/net'
import { rememberSteps } from '@/lib/xmail/remember'
import { collectInSteps, ITEMS_A_STEP, type Steps } from '@/lib/xmail/steps'
import type { Document } from '@/lib/xmail/tab'
import { findShadowedInSteps, MARKED_INTERVALS } from './find-shadowed'
import { type FoundRow, findRows, type Making } from './list-row'
import { type FilterRow, fieldsBehind, type RowRules, readFilterRow } from './read-row'
import type { TableForm } from './table-form'
import { filterFields } from './write-filter'

export type Permission = 'ALLOW' | 'DENY'

/** A row of an ipmap file: who may connect to a service (semantics.md 2.3). */
export interface IpmapRow extends FilterRow {
  /** What XMail does where this row decides. Null where a dead row has no such field. */
  readonly permission: Permission | null
  readonly precedence: number | null
  /** Place in the order in which rows win, from 0. Null for dead and disabled rows. */
  readonly rank: number | null
  /** For a shadowed row: the line of one row that wins before it and covers it, null if it takes several. */
  readonly shadowedBy: number | null
}

/** The global ipmap files, and those that users have for POP3. */
export function isIpmapPath(path: string): boolean {
  return (
    /^(smtp|pop3|ctrl|finger)\.ipmap\.tab$/.test(path) ||
    /^domains\/[^/]+\/[^/]+\/pop3\.ipmap\.tab$/.test(path)
  )
}

/** What a row says, as XMail reads it. */
export interface ParsedIpmapRule {
  readonly network: Network
  readonly permission: Permission
  readonly precedence: number
}

export const PRECEDENCE_FIELD = 3

/** XMail's search begins at -1: what is below never applies. */
export const LOWEST_PRECEDENCE = -1

const RULES: RowRules = {
  fieldsNeeded: 4,
  extraOf: (tokens) => fieldsBehind(tokens, 4),
  findDeath: (tokens) => (atoi(tokens[3] ?? '') < LOWEST_PRECEDENCE ? 'precedence-never-applies' : null),
}

export const IPMAP_FORM: TableForm = {
  isLive: (tokens) =>
    tokens.length >= RULES.fieldsNeeded &&
    readAddressFilter(tokens).kind !== 'invalid' &&
    atoi(tokens[3] ?? '') >= LOWEST_PRECEDENCE,
  isSurelyRow: ([, , permission = '', precedence = '']) =>
    /^(ALLOW|DENY)$/i.test(permission) && /^-?\d+$/.test(precedence),
  // A file without a byte is not written; XMail would lose it (semantics.md 0.1).
  commentIfEmpty: 'no rules: every address may connect',
}

/**
 * The live rows in the order in which they win (highest precedence first, of equals the later line first); behind them
 * the disabled ones in the order in which they would; and last the dead ones in the file's order. Only live rows have a
 * rank, and only they tie with or shadow others. Remembered as long as the Document is.
 */
export const { atOnce: readIpmap, inSteps: readIpmapInSteps } = rememberSteps(readRows)

function* readRows(doc: Document): Steps<readonly IpmapRow[]> {
  const rows = yield* collectInSteps(findRows(doc, IPMAP_FORM), readIpmapRow)
  const live = sortByRank(rows.filter((row) => row.state === 'live'))
  yield
  const tied = yield* findTies(live)
  yield
  const shadowed = yield* findShadowedInSteps(live)
  for (const [rank, row] of live.entries()) {
    if (rank % ITEMS_A_STEP === 0) yield
    row.rank = rank
    row.shadowedBy = shadowed.get(rank) ?? null
    if (tied.has(rank)) row.marks = [...row.marks, 'tie']
    if (shadowed.has(rank)) row.marks = [...row.marks, 'shadowed']
  }
  const disabled = sortByRank(rows.filter((row) => row.state === 'disabled'))
  return [...live, ...disabled, ...rows.filter((row) => row.state === 'dead')]
}

function readIpmapRow(found: FoundRow): Making<IpmapRow> {
  const row = readFilterRow(found, RULES)
  const [, , permissionText, precedenceText] = found.tokens
  const word = permissionText?.toUpperCase()
  const isWord = word === 'ALLOW' || word === 'DENY'
  return Object.assign(row, {
    marks:
      permissionText === undefined || isWord ? row.marks : [...row.marks, 'permission-misspelt' as const],
    permission: permissionText === undefined ? null : word === 'ALLOW' ? 'ALLOW' : 'DENY',
    precedence: precedenceText === undefined ? null : atoi(precedenceText),
    rank: null,
    shadowedBy: null,
  } satisfies Partial<IpmapRow>)
}

/** CIDR, too, needs four fields, the second of them empty (semantics.md 2.3). */
export function ipmapFields(rule: ParsedIpmapRule, form: FilterForm): string[] {
  const [first, second] = filterFields(rule.network, form)
  return [first, second ?? '', rule.permission, String(rule.precedence)]
}

/** Rows come in the file's order; of equal precedence the later one wins, also within one split line. */
function sortByRank<Row extends IpmapRow>(rows: readonly Row[]): Row[] {
  return rows.toReversed().sort((a, b) => (b.precedence ?? 0) - (a.precedence ?? 0))
}

/** Ranks of rows that overlap a row of the same precedence and the other permission. */
function* findTies(live: readonly IpmapRow[]): Steps<Set<number>> {
  const ties = new Set<number>()
  const { known } = spellOut(
    live.map((row) => row.filter),
    MARKED_INTERVALS,
  )
  for (const group of groupBy(known, ([rank]) => live[rank]?.precedence).values()) {
    const sides = groupBy(group, ([rank]) => live[rank]?.permission)
    const allow = sides.get('ALLOW') ?? []
    const deny = sides.get('DENY') ?? []
    if (allow.length === 0 || deny.length === 0) continue
    yield
    markOverlaps(ties, allow, indexPeers(deny.map(([, filter]) => filter)))
    markOverlaps(ties, deny, indexPeers(allow.map(([, filter]) => filter)))
  }
  return ties
}

function groupBy<T, K>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group) group.push(item)
    else groups.set(keyOf(item), [item])
  }
  return groups
}

type Known = ReturnType<typeof spellOut>['known']

function markOverlaps(ties: Set<number>, rows: Known, others: PeerIndex): void {
  for (const [rank, filter] of rows) if (others.meets(filter)) ties.add(rank)
}
