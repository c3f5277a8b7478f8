import { mailRootPath } from '@/lib/xmail/path'
import { collectInSteps } from '@/lib/xmail/steps'
import type { CtrlaccountsRow } from '../ctrlaccounts'
import { checkAdministrators } from '../ctrlaccounts-edit'
import { type CsvForm, cell } from './csv-form'

/** ctrlaccounts.tab: user; password, which is never exported. */
export const CTRLACCOUNTS_CSV: CsvForm<CtrlaccountsRow> = {
  columns: ['user', 'password'],
  print: (row) => (row.state === 'live' && row.user !== null ? [row.user, ''] : null),
  *read(rows, records) {
    const accounts = yield* collectInSteps(records, (record) => ({
      user: cell(record, 0),
      password: cell(record, 1),
    }))
    const faults = checkAdministrators(rows, accounts, (entry) => records[entry]?.line ?? 0)
    const edit = {
      table: 'ctrlaccounts' as const,
      path: mailRootPath('ctrlaccounts.tab'),
      op: 'add' as const,
      accounts: accounts.filter((_, i) => !faults[i]),
    }
    return { edit: edit.accounts.length > 0 ? edit : null, faults }
  },
}
