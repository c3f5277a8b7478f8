import { matchesFilter, parseAddress } from '@/lib/xmail/net'
import { type Document, decodeText } from '@/lib/xmail/tab'
import type { FilterRow } from '@/lib/xmail/tables'
import type { DraftRow } from '@/lib/xmail/tables/draft-rows'

/** Rows by a part of what is in sight, note included; or, for an address, the live rows that it is in. The order stays. */
export function filterRows<Row extends FilterRow, Shown extends DraftRow<Row>>(
  doc: Document,
  rows: readonly Shown[],
  wanted: string,
): readonly Shown[] {
  const text = wanted.trim().toLowerCase()
  if (text === '') return rows
  const address = parseAddress(text)
  if (address.ok)
    return rows.filter(({ row }) => row.state === 'live' && matchesFilter(row.filter, address.value))
  return rows.filter(({ row }) => {
    const { cidr, address, netmask, note } = row
    const parts = [cidr, `${address} ${netmask}`, decodeText(doc, row.was), note?.text]
    return parts.some((part) => part?.toLowerCase().includes(text))
  })
}
