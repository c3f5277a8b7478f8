import { type Address, matchesFilter, parseNetmask } from '@/lib/xmail/net'
import { type Document, insertFields, readTokens, unquote } from '@/lib/xmail/tab'
import {
  type DeadReason,
  type Edit,
  type IppropReason,
  type Permission,
  readIpmap,
  readIpprop,
  readRelay,
  readSpammers,
} from '@/lib/xmail/tables'
import { type AddressRow, type AddressTable, isSplit } from './address-tables'
import { mendRows, type Wanted } from './mend-rows'

/**
 * For lines that XMail ignores, the edits that write what was meant; null where that is not plain, or where the row would
 * do more than one click should: take in a wide network, tie with another row, or keep the console out.
 */
export function reviveRows(
  owner: AddressTable,
  rows: readonly AddressRow[],
  ownAddress: Address | null,
): (Edit | null)[] {
  if (rows.length === 0) return []
  const precedences = precedencesOf(owner)
  const wanted: Wanted[] = []
  for (const row of rows) {
    const as = isSplit(row) ? null : readMeant(owner, row)
    if (!as?.cidr || !isModest(as) || wouldTie(precedences, as) || shutsOut(owner, as, ownAddress)) continue
    wanted.push({ row, network: as.cidr, as })
  }
  const edits = new Map(mendRows(owner, wanted).map((edit, i) => [wanted[i]?.row, edit]))
  return rows.map((row) => edits.get(row) ?? null)
}

/** The row that the line would be if it were written as it was meant. */
function readMeant(owner: AddressTable, row: AddressRow): AddressRow | null {
  const content = owner.doc.lines[row.line]?.content ?? ''
  const fields = row.reason ? fieldsMeant(owner, row.reason, content) : null
  if (!fields) return null
  const empty: Document = { ...owner.doc, lines: [] }
  const line = insertFields(empty, 'end', fields)
  const [as] = line.ok ? read(owner, line.value) : []
  return as?.state === 'live' ? as : null
}

function read({ table }: AddressTable, doc: Document): readonly AddressRow[] {
  if (table === 'smtprelay') return readRelay(doc)
  if (table === 'ipmap') return readIpmap(doc)
  return table === 'spammers' ? readSpammers(doc) : readIpprop(doc)
}

function fieldsMeant(
  { table }: AddressTable,
  reason: DeadReason | IppropReason,
  content: string,
): string[] | null {
  const tokens = readTokens(content)
  const [first = '', second = '', ...rest] = tokens
  switch (reason) {
    case 'spaces-for-tabs':
      return (content.match(/"(?:\\"|[^"])*"?[^ \t]*|[^ \t]+/g) ?? []).map(unquote)
    case 'three-field-cidr':
      return [first, '', second, ...rest]
    case 'bare-address':
      return [`${first}/${first.includes(':') ? 128 : 32}`, ...tokens.slice(1)]
    case 'trailing-dot':
      return [first.replace(/\.$/, ''), second.replace(/\.$/, ''), ...rest].slice(0, tokens.length)
    case 'blank-in-address':
      return [first.trim(), ...tokens.slice(1)]
    case 'mask-is-prefix-length-with-slash':
      return table === 'ipmap' ? [first + second, '', ...rest] : [first + second, ...rest]
    case 'needs-cidr': {
      const mask = parseNetmask(second)
      return mask.ok && mask.value.length !== null ? [`${first}/${mask.value.length}`, ...rest] : null
    }
    default:
      return null
  }
}

function isModest(as: AddressRow): boolean {
  const doubts = ['wide', 'matches-everything', 'legacy-address', 'host-bits', 'odd-length'] as const
  if (doubts.some((mark) => as.marks.includes(mark))) return false
  // What a row of it does not do either would be the next finding; so would a refusal that STARTTLS lifts.
  if ('action' in as && as.action?.kind === 'signed-in-only') return false
  return !('ruleMarks' in as) || as.ruleMarks.length === 0
}

type Precedences = Readonly<Record<Permission, Set<number | null>>>

/** The precedences of the live rows of an access list, by permission. */
function precedencesOf({ rows }: AddressTable): Precedences {
  const found: Precedences = { ALLOW: new Set(), DENY: new Set() }
  for (const row of rows as readonly AddressRow[])
    if (row.state === 'live' && 'precedence' in row && row.permission !== null)
      found[row.permission].add(row.precedence)
  return found
}

function wouldTie(precedences: Precedences, as: AddressRow): boolean {
  if (!('precedence' in as)) return false
  return precedences[as.permission === 'ALLOW' ? 'DENY' : 'ALLOW'].has(as.precedence)
}

function shutsOut({ path }: AddressTable, as: AddressRow, ownAddress: Address | null): boolean {
  const isDenied = path === 'ctrl.ipmap.tab' && 'permission' in as && as.permission === 'DENY'
  // Where the console is not known, anybody may be it.
  return isDenied && (ownAddress === null || matchesFilter(as.filter, ownAddress))
}
