import type { CsvRecord } from '@/lib/xmail/csv'
import { formatNetwork } from '@/lib/xmail/net'
import { mailRootPath } from '@/lib/xmail/path'
import { checkAdditionsInSteps } from '../check-additions'
import { coverageOfInSteps } from '../find-coverage'
import {
  checkRowDetails,
  NO_DETAILS,
  parseRowDetails,
  printRowDetails,
  type RowDetails,
} from '../row-details'
import { prepareRelayCheck, type RelayRow } from '../smtprelay'
import { type CsvForm, cell, networkOfCell, readRules } from './csv-form'

/** smtprelay.tab: network, note, ticket, owner, last day (`2027-01-31`). `today`: the first day that may still be the last. */
export function relayCsv(today: string): CsvForm<RelayRow> {
  return {
    columns: ['network', 'note', 'ticket', 'owner', 'until'],
    print: (row) => {
      if (row.state !== 'live' || row.filter.kind !== 'network') return null
      const { text, ticket, owner, until } = row.note?.own ? parseRowDetails(row.note.text) : NO_DETAILS
      return [row.cidr ?? `${row.address}/${row.netmask}`, text, ticket, owner, until]
    },
    *read(rows, records) {
      yield* coverageOfInSteps(rows)
      // What would have to be confirmed is not taken by the list: that is asked one by one.
      const check = prepareRelayCheck(rows)
      const { fine, faults } = yield* readRules(
        records,
        (record) => {
          const network = networkOfCell(cell(record, 0))
          if (!network.ok) return network.error
          const details = readDetails(record)
          const trouble = checkRowDetails(details, today) ?? check(network.value)
          return trouble ?? { network: network.value, details }
        },
        (wanted) =>
          checkAdditionsInSteps(
            wanted.map(({ network }) => network),
            () => null,
          ),
      )
      const edit = {
        table: 'smtprelay' as const,
        path: mailRootPath('smtprelay.tab'),
        op: 'add' as const,
        networks: fine.map(({ network }) => formatNetwork(network)),
        notes: fine.map(({ details }) => printRowDetails(details)),
        confirmed: [],
      }
      return { edit: fine.length > 0 ? edit : null, faults }
    },
  }
}

function readDetails(record: CsvRecord): RowDetails {
  return {
    text: cell(record, 1),
    ticket: cell(record, 2),
    owner: cell(record, 3),
    until: cell(record, 4),
  }
}
