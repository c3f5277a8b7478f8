import { mailRootPath } from '@/lib/xmail/path'
import type { SpamAddressRow } from '../spam-address'
import { checkPatterns } from '../spam-address-edit'
import { type CsvForm, cell } from './csv-form'

/** spam-address.tab: pattern; note. */
export const SPAM_ADDRESS_CSV: CsvForm<SpamAddressRow> = {
  columns: ['pattern', 'note'],
  print: (row) => (row.state === 'live' ? [row.pattern, row.note?.text ?? ''] : null),
  read: (rows, records) => {
    const patterns = records.map((record) => ({ pattern: cell(record, 0), note: cell(record, 1) }))
    const faults = checkPatterns(
      rows,
      patterns.map(({ pattern }) => pattern),
    )
    const fine = patterns.filter((_, i) => !faults[i])
    const edit = {
      table: 'spam-address' as const,
      path: mailRootPath('spam-address.tab'),
      op: 'add' as const,
      patterns: fine,
      before: null,
      confirmed: [],
    }
    return { edit: fine.length > 0 ? edit : null, faults }
  },
}
