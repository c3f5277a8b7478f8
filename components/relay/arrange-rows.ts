import { type AddressFilter, matchesFilter, parseAddress } from '@/lib/xmail/net'
import type { ShownRelayRow } from './show-relay-rows'

export const ORDERS = ['file', 'network', 'ticket', 'owner', 'until'] as const
export type Order = (typeof ORDERS)[number]

export const SELECTIONS = ['all', 'ending', 'endless', 'off'] as const
export type Selection = (typeof SELECTIONS)[number]

export interface Arrangement {
  /** A part of what is in sight; or an address: the rows that it is in. */
  readonly wanted: string
  readonly selection: Selection
  readonly order: Order
}

/** The rows that are asked for, in the order that is asked for. The file is another matter and stays as it is. */
export function arrangeRows(
  rows: readonly ShownRelayRow[],
  { wanted, selection, order }: Arrangement,
): readonly ShownRelayRow[] {
  const found = filterRows(rows, wanted.trim().toLowerCase()).filter((row) => isSelected(row, selection))
  return order === 'file' ? found : found.toSorted(COMPARE[order])
}

function filterRows(rows: readonly ShownRelayRow[], text: string): readonly ShownRelayRow[] {
  if (text === '') return rows
  const address = parseAddress(text)
  if (address.ok)
    return rows.filter(({ row }) => row.state === 'live' && matchesFilter(row.filter, address.value))
  return rows.filter(({ row, details }) => {
    const noted = `${row.note?.text ?? ''} ${details.ticket} ${details.owner} ${details.until}`
    return `${row.cidr} ${row.address} ${row.netmask} ${row.was} ${noted}`.toLowerCase().includes(text)
  })
}

function isSelected({ row, end }: ShownRelayRow, selection: Selection): boolean {
  switch (selection) {
    case 'all':
      return true
    case 'ending':
      return end.kind === 'soon' || end.kind === 'over'
    case 'endless':
      return row.state === 'live' && (end.kind === 'none' || end.kind === 'unclear')
    case 'off':
      return row.state === 'disabled'
  }
}

type Compare = (a: ShownRelayRow, b: ShownRelayRow) => number

const COMPARE: Readonly<Record<Exclude<Order, 'file'>, Compare>> = {
  network: (a, b) => compareNetworks(a.row.filter, b.row.filter),
  ticket: (a, b) => compareTexts(a.details.ticket, b.details.ticket),
  owner: (a, b) => compareTexts(a.details.owner, b.details.owner),
  until: (a, b) => compareTexts(a.details.until, b.details.until),
}

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' })

/** What is not there comes last. */
function compareTexts(a: string, b: string): number {
  if (a === '' || b === '') return Number(a === '') - Number(b === '')
  return collator.compare(a, b)
}

/** IPv4 before IPv6, by address, the wider first; what DNS decides and what XMail ignores comes last. */
function compareNetworks(a: AddressFilter, b: AddressFilter): number {
  if (a.kind !== 'network' || b.kind !== 'network')
    return Number(a.kind !== 'network') - Number(b.kind !== 'network')
  if (a.version !== b.version) return a.version - b.version
  const [x, y] = [BigInt(a.address), BigInt(b.address)]
  if (x !== y) return x < y ? -1 : 1
  const [wide, other] = [BigInt(a.mask), BigInt(b.mask)]
  return wide === other ? 0 : wide < other ? -1 : 1
}
