'use client'

import { KeyRound } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { CsvExchange } from '@/components/table/csv-exchange'
import { ListRows } from '@/components/table/list-rows'
import type { ListColumn } from '@/components/table/list-rows-props'
import { TableIntro } from '@/components/table/table-intro'
import type { SecretTableProps } from '@/components/table/table-page-props'
import { useSecretTable } from '@/components/table/use-secret-table'
import { Notice } from '@/components/ui/notice'
import { Tag } from '@/components/ui/tag'
import { mailRootPath } from '@/lib/xmail/path'
import { CTRLACCOUNTS_REASONS, type CtrlaccountsRow, isSameAdministrator } from '@/lib/xmail/tables'
import { CTRLACCOUNTS_CSV } from '@/lib/xmail/tables/csv'
import { AdministratorForm } from './administrator-form'

const PLACE = { table: 'ctrlaccounts', path: mailRootPath('ctrlaccounts.tab') } as const

export interface AdministratorsPageProps extends SecretTableProps<CtrlaccountsRow> {
  /** The account that this console signs in with; null where it comes another way. */
  ownUser: string | null
}

/** Who may administer the server over CTRL. */
export function AdministratorsPage(props: AdministratorsPageProps) {
  const { present, notEditable, stale, takenAt, mayEdit, mayControl, ownUser, stage } = props
  const t = useTranslations('administrators')
  const table = useSecretTable(PLACE.path, props.rows, stale, props.draftVersion)
  const editable = mayEdit && mayControl && !notEditable
  const live = table.draftedRows.filter((row) => row.state === 'live')
  const isOwn = (row: CtrlaccountsRow) =>
    ownUser !== null && row.user !== null && row.state === 'live' && isSameAdministrator(row.user, ownUser)
  const columns: ListColumn<CtrlaccountsRow>[] = [
    {
      key: 'user',
      name: t('user'),
      cell: (row) => (
        <span className="flex flex-wrap items-center gap-2">
          <span className="mono text-base font-medium">{row.user ?? t('nameHidden')}</span>
          {isOwn(row) && (
            <Tag>
              <KeyRound aria-hidden />
              {t('own')}
            </Tag>
          )}
        </span>
      ),
    },
  ]
  return (
    <>
      <TableIntro
        title={t('title')}
        helpKey="ctrlaccounts"
        lead={t('lead')}
        files={[PLACE.path]}
        takesEffect={t('takesEffect')}
        takenAt={takenAt}
        now={t('now', { accounts: live.length })}
        notEditable={notEditable}
        stale={stale}
        reviewHref="review"
      />
      <Notice className="mb-5 max-w-3xl">{t('power')}</Notice>
      {!mayControl && <Notice className="mb-5 max-w-3xl">{t('forAdministrators')}</Notice>}
      {editable && <AdministratorForm row={null} isOwn={false} stage={stage} />}
      <ListRows
        {...props}
        table={table}
        label={t('title')}
        editable={editable}
        columns={columns}
        grid="sm:grid-cols-[minmax(14rem,1.2fr)_minmax(0,2fr)_9rem]"
        nameOf={(row) => row.user ?? row.was}
        marks={(row) => <AdministratorMarks row={row} />}
        editForm={(row, close) => (
          <AdministratorForm row={row} isOwn={isOwn(row)} stage={stage} close={close} />
        )}
        guard={(row) => (isOwn(row) ? t('ownGuarded') : null)}
        empty={present ? t('empty') : t('missing')}
        rowEdit={(edit) => {
          if (edit.op !== 'remove') throw new Error('there are no comments and no order in this file')
          return { ...PLACE, op: 'remove', rows: edit.rows }
        }}
      />
      <CsvExchange
        form={CTRLACCOUNTS_CSV}
        name="ctrlaccounts"
        about={t('csvAbout')}
        rows={table.draftedRows}
        editable={editable}
        stage={stage}
      />
    </>
  )
}

function AdministratorMarks({ row }: { row: CtrlaccountsRow }) {
  const t = useTranslations('administrators')
  const table = useTranslations('table')
  if (row.reason) {
    const own = CTRLACCOUNTS_REASONS.find((reason) => reason === row.reason)
    return <span>{own ? t(`reason_${own}`) : table(`line_${row.reason as 'too-few-fields'}`)}</span>
  }
  return row.marks.map((mark) => (
    <Tag key={mark} look={mark === 'empty-password' || mark === 'comment-is-account' ? 'opens' : 'quiet'}>
      {mark === 'split-line' ? table('splitLine') : t(`mark_${mark}`)}
    </Tag>
  ))
}
