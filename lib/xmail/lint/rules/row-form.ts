import { formatPrefix, prefixOf } from '@/lib/xmail/net'
import type { RowMark } from '@/lib/xmail/tables'
import { nameNetwork } from '@/lib/xmail/tables/check-ipmap'
import {
  type AddressRow,
  type AddressTable,
  addressTables,
  disableRow,
  isSplit,
  NARROW_PRIVATE,
  neverDecides,
  pickRows,
} from '../address-tables'
import type { MailRoot } from '../mail-root'
import { mendRows, type Wanted } from '../mend-rows'
import type { Rule, Trouble } from '../rule'
import { textOf } from '../text-of'

/** Networks that XMail reads otherwise than people do, in any table of addresses (semantics.md 2.1). */
export const ROW_FORM_RULES: readonly Rule[] = [
  {
    id: 'netmask-is-prefix-length',
    severity: 'danger',
    evidence: '2.1',
    find: (root) => findRows(root, isPrefixLengthMask, asPrefix),
  },
  {
    id: 'odd-prefix-length',
    severity: 'warning',
    evidence: '2.1',
    find: (root) => findRows(root, (row) => row.marks.includes('odd-length'), asItIsRead),
  },
  {
    id: 'legacy-address',
    severity: 'warning',
    evidence: '2.1',
    find: (root) =>
      findRows(root, (row) => row.marks.includes('legacy-address') && !isPrefixLengthMask(row), asItIsRead),
  },
  {
    id: 'netmask-holes',
    severity: 'warning',
    evidence: '2.1',
    find: (root) =>
      findRows(
        root,
        (row) => has(row, 'netmask-holes') && !isPrefixLengthMask(row),
        () => null,
      ),
  },
  {
    id: 'host-bits',
    severity: 'notice',
    evidence: '2.1',
    find: (root) =>
      findRows(
        root,
        (row) => has(row, 'host-bits') && row.cidr !== null && !isPrefixLengthMask(row),
        asItIsRead,
      ),
  },
  {
    id: 'host-name-in-table',
    severity: 'warning',
    evidence: '2.1',
    find: (root) =>
      findRows(
        root,
        (row) => has(row, 'host-name'),
        () => null,
      ),
  },
  {
    id: 'private-network-too-narrow',
    severity: 'warning',
    evidence: '3; peers.md B.5',
    find: (root) =>
      findRows(
        root,
        (row) => row.cidr === NARROW_PRIVATE,
        () => '172.16.0.0/12',
      ),
  },
]

/** `"10.0.0.0" "24"`: a resolver reads the netmask 0.0.0.24, which nearly everything fits. */
export function isPrefixLengthMask({ form, netmask }: AddressRow): boolean {
  const last = form === 'netmask' ? /^0\.0\.0\.(\d+)$/.exec(netmask ?? '')?.[1] : undefined
  return last !== undefined && Number(last) >= 1 && Number(last) <= 32
}

function has(row: AddressRow, mark: RowMark): boolean {
  return row.marks.includes(mark)
}

function asPrefix({ filter, netmask }: AddressRow): string | null {
  const length = Number(netmask?.split('.').at(-1))
  if (filter.kind !== 'network' || filter.version !== 4 || length < 8) return null
  return formatPrefix(prefixOf({ version: 4, bits: filter.address }, length))
}

/** In IPv6 an address without its host bits can meet IPv4 clients where it did not before (semantics.md 2.2). */
function asItIsRead({ filter, cidr, marks }: AddressRow): string | null {
  const isWide = marks.includes('wide') || marks.includes('matches-everything')
  const isSafe = filter.kind === 'network' && (filter.version === 4 || !marks.includes('host-bits'))
  return isSafe && !isWide ? cidr : null
}

function* findRows(
  root: MailRoot,
  isMeant: (row: AddressRow) => boolean,
  networkOf: (row: AddressRow) => string | null,
): Generator<Trouble> {
  for (const owner of addressTables(root)) {
    const found = pickRows(owner).marked.filter(isMeant)
    if (found.length === 0) continue
    const names = countNames(owner)
    const wanted = found.flatMap((row): Wanted[] => {
      const network = isSplit(row) || neverDecides(row) ? null : networkOf(row)
      // Of two rows that say the same, the table would not have one written again.
      const isAlone = names.get(nameNetwork(row)) === 1
      return network === null || !isAlone ? [] : [{ row, network, as: row }]
    })
    const edits = new Map(mendRows(owner, wanted).map((edit, i) => [wanted[i]?.row, edit]))
    for (const row of found) {
      const fix = edits.get(row) ?? (isPrefixLengthMask(row) ? disableRow(owner, row) : null)
      yield { path: owner.path, line: row.line, details: detailsOf(owner, row), fix }
    }
  }
}

function countNames({ rows }: AddressTable): Map<string, number> {
  const counts = new Map<string, number>()
  for (const row of rows as readonly AddressRow[]) {
    if (row.state === 'live') counts.set(nameNetwork(row), (counts.get(nameNetwork(row)) ?? 0) + 1)
  }
  return counts
}

function detailsOf({ doc }: AddressTable, row: AddressRow): Record<string, string | number> {
  const details: Record<string, string | number> = { network: textOf(doc, nameNetwork(row)) }
  if (row.size) details.addresses = Number(row.size.v4 || row.size.v6)
  if (isPrefixLengthMask(row)) details.length = Number(row.netmask?.split('.').at(-1))
  return details
}
