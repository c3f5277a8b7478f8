import { setOfFilters, spellOut } from '@/lib/xmail/net'
import { type RelayRow, readRelay } from '@/lib/xmail/tables'
import { type AddressTable, addressTable, disableRow, isSplit, refOf } from '../address-tables'
import type { MailRoot } from '../mail-root'
import { linesTooWide } from '../mend-rows'
import { RELAY } from '../paths'
import { opensTo, reachesHalf } from '../public-space'
import type { Rule, Trouble } from '../rule'
import { isPrefixLengthMask } from './row-form'

/** Who may send anywhere without signing in (semantics.md 3). */
export const RELAY_RULES: readonly Rule[] = [
  {
    id: 'relay-open',
    severity: 'danger',
    evidence: '3, 2.1',
    find: (root) => rowsWith(root, (row) => row.marks.includes('matches-everything'), switchOff),
  },
  {
    id: 'relay-open-together',
    severity: 'danger',
    evidence: '3',
    find: findUnion,
  },
  {
    id: 'relay-wide',
    severity: 'warning',
    evidence: '3, 2.1',
    find: (root) =>
      rowsWith(root, (row) => row.marks.includes('wide') && !isPrefixLengthMask(row), switchOff),
  },
  {
    id: 'relay-covered',
    severity: 'notice',
    evidence: '3',
    find(root) {
      const owner = addressTable(root, RELAY)
      const tooWide = owner ? linesTooWide(owner) : new Set()
      // Not beside a row that takes in too much: with that one mended as well, nobody would be left.
      const takeOut = (row: RelayRow) =>
        row.coveredBy !== null && !tooWide.has(row.coveredBy) && !isSplit(row)
      return rowsWith(
        root,
        (row) => row.coveredBy !== null,
        ({ path, table }, row) =>
          takeOut(row) && table === 'smtprelay' ? { table, path, op: 'remove', rows: [refOf(row)] } : null,
      )
    },
  },
  {
    id: 'relay-missing',
    severity: 'notice',
    evidence: '3',
    *find(root) {
      if (root.file(RELAY) === null) yield { path: RELAY, line: null }
    },
  },
  {
    id: 'relay-custom-domains',
    severity: 'danger',
    evidence: '3',
    *find(root) {
      for (const path of root.paths) {
        const domain = /^custdomains\/(\.?[^/]*)\.tab$/.exec(path)?.[1]
        // `.tab` fits every domain, `.com.tab` all of a top-level domain.
        if (domain === '' || (domain?.startsWith('.') && !domain.slice(1).includes('.')))
          yield { path, line: null, details: { domain: domain === '' ? '*' : `*${domain}` } }
      }
    },
  },
]

const switchOff = (owner: AddressTable, row: RelayRow) => disableRow(owner, row)

function* rowsWith(
  root: MailRoot,
  isMeant: (row: RelayRow) => boolean,
  fixOf: (owner: AddressTable, row: RelayRow) => Trouble['fix'],
): Generator<Trouble> {
  const owner = addressTable(root, RELAY)
  if (owner?.table !== 'smtprelay') return
  for (const row of owner.rows) {
    if (row.state !== 'live' || !isMeant(row)) continue
    const details: Record<string, string | number> = { network: nameOf(row) }
    if (row.size) details.addresses = Number(row.size.v4 || row.size.v6)
    if (row.coveredBy !== null) details.by = row.coveredBy + 1
    yield { path: RELAY, line: row.line, details, fix: fixOf(owner, row) }
  }
}

function nameOf({ cidr, address, netmask }: RelayRow): string {
  return cidr ?? `${address} ${netmask}`
}

/** What even apart from each other would not be enough need not be united: 100,000 networks of a usual size are not. */
function mayOpen(rows: readonly RelayRow[]): boolean {
  let v4 = 0
  let v6 = 0n
  for (const { size, filter } of rows) {
    v4 += size?.v4 ?? 0
    // What IPv4 is in IPv6 is nothing public.
    if (size && filter.kind === 'network' && filter.version === 6) v6 += size.v6
  }
  return reachesHalf({ v4, v6 })
}

/** No row alone, but all of them together. */
function* findUnion(root: MailRoot): Generator<Trouble> {
  const rows = root.read(RELAY, readRelay)?.filter((row) => row.state === 'live') ?? []
  if (rows.some((row) => row.marks.includes('matches-everything'))) return
  if (!mayOpen(rows)) return
  const { known } = spellOut(rows.map((row) => row.filter))
  const filters = known.map(([, filter]) => filter)
  const { ipv4, ipv6 } = opensTo(setOfFilters(filters))
  if (!ipv4 && !ipv6) return
  // One row that does it alone is a wide row.
  const together = filters.every((filter) => {
    const own = opensTo(setOfFilters([filter]))
    return !(ipv4 && own.ipv4) && !(ipv6 && own.ipv6)
  })
  if (together) yield { path: RELAY, line: null, details: { rows: rows.length } }
}
