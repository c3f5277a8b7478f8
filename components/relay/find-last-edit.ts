import { sameRowKey } from '@/components/table/same-row-key'
import type { Edit, RelayRow } from '@/lib/xmail/tables'

export interface EditPlace {
  readonly edit: number
  /** Only this network of an edit that adds several. */
  readonly network?: string
}

/** The last thing that the draft does to a row, so that it can be taken back without breaking what builds on it. */
export function findLastEdit(edits: readonly Edit[], row: RelayRow): EditPlace | null {
  const network = networkOf(row)
  const key = sameRowKey(row.was)
  const isOfRow = (ref: { was: string }) => sameRowKey(ref.was) === key
  for (let edit = edits.length - 1; edit >= 0; edit--) {
    const made = edits[edit]
    if (made?.table !== 'smtprelay') continue
    if (made.op === 'add' && made.networks.includes(network)) return { edit, network }
    if (made.op === 'replace' && (made.network === network || isOfRow(made.row))) return { edit }
    if (made.op === 'note' && isOfRow(made.row)) return { edit }
    if ('rows' in made && made.rows.some(isOfRow)) return { edit }
  }
  return null
}

/** A network as `formatNetwork` writes it. */
export function networkOf({ cidr, address, netmask }: RelayRow): string {
  return cidr ?? `${address} ${netmask}`
}

/** What names a row in the labels of its buttons. */
export function nameOfRow(row: RelayRow): string {
  return row.cidr ?? (row.netmask ? networkOf(row) : row.was)
}
