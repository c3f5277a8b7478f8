import { mailRootPath } from '@/lib/xmail/path'
import type { SpamAddressRow } from '../spam-address'
import { checkPatternsInSteps } from '../spam-address-edit'
import { type CsvForm, cell, readRules } from './csv-form'

/** spam-address.tab: pattern; note. */
export const SPAM_ADDRESS_CSV: CsvForm<SpamAddressRow> = {
  columns: ['pattern', 'note'],
  print: (row) => (row.state === 'live' ? [row.pattern, row.note?.text ?? ''] : null),
  *read(rows, records) {
    const { fine, faults } = yield* readRules(
      records,
      (record) => ({ pattern: cell(record, 0), note: cell(record, 1) }),
      (rules) =>
        checkPatternsInSteps(
          rows,
          rules.map(({ pattern }) => pattern),
        ),
    )
    const edit = {
      table: 'spam-address' as const,
      path: mailRootPath('spam-address.tab'),
      op: 'add' as const,
      patterns: [...fine],
      before: null,
      confirmed: [],
    }
    return { edit: fine.length > 0 ? edit : null, faults }
  },
}
