import type { Fault } from '@/lib/errors'
import { formatNetwork } from '@/lib/xmail/net'
import { mailRootPath } from '@/lib/xmail/path'
import { checkAdditions } from '../check-additions'
import {
  checkRowDetails,
  NO_DETAILS,
  parseRowDetails,
  printRowDetails,
  type RowDetails,
} from '../row-details'
import { prepareRelayCheck, type RelayRow } from '../smtprelay'
import { type CsvForm, cell, inList, networkOfCell, placed, spread } from './csv-form'

/** smtprelay.tab: network, note, ticket, owner, last day (`2027-01-31`). `today`: the first day that may still be the last. */
export function relayCsv(today: string): CsvForm<RelayRow> {
  return {
    columns: ['network', 'note', 'ticket', 'owner', 'until'],
    print: (row) => {
      if (row.state !== 'live' || row.filter.kind !== 'network') return null
      const { text, ticket, owner, until } = row.note?.own ? parseRowDetails(row.note.text) : NO_DETAILS
      return [row.cidr ?? `${row.address}/${row.netmask}`, text, ticket, owner, until]
    },
    read: (rows, records) => {
      const networks = records.map((record) => networkOfCell(cell(record, 0)))
      const details = records.map(
        (record): RowDetails => ({
          text: cell(record, 1),
          ticket: cell(record, 2),
          owner: cell(record, 3),
          until: cell(record, 4),
        }),
      )
      // What would have to be confirmed is not taken by the list: that is asked one by one.
      const check = prepareRelayCheck(rows)
      const faults = networks.map((network, i): Fault | null =>
        network.ok
          ? (checkRowDetails(details[i] ?? NO_DETAILS, today) ?? check(network.value))
          : network.error,
      )
      const wanted = placed(networks.map((network, i) => (network.ok && !faults[i] ? network.value : null)))
      const checked = checkAdditions(
        wanted.map(({ item }) => item),
        () => null,
      )
      const lineOf = (entry: number) => records[wanted[entry - 1]?.place ?? 0]?.line ?? 0
      const all = spread(
        faults,
        wanted,
        checked.map((found) => found && inList(found, lineOf)),
      )
      const fine = wanted.filter(({ place }) => !all[place])
      const edit = {
        table: 'smtprelay' as const,
        path: mailRootPath('smtprelay.tab'),
        op: 'add' as const,
        networks: fine.map(({ item }) => formatNetwork(item)),
        notes: fine.map(({ place }) => printRowDetails(details[place] ?? NO_DETAILS)),
        confirmed: [],
      }
      return { edit: fine.length > 0 ? edit : null, faults: all }
    },
  }
}
