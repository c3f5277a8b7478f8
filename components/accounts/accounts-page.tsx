'use client'

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
import { PERMISSION_MARKS, SMTP_PERMISSIONS, type SmtpauthRow } from '@/lib/xmail/tables'
import { SMTPAUTH_CSV } from '@/lib/xmail/tables/csv'
import { AccountForm } from './account-form'

const PLACE = { table: 'smtpauth', path: mailRootPath('smtpauth.tab') } as const
/** From here on each sign-in is slow: XMail reads the file from its beginning each time. */
const MANY_ACCOUNTS = 200

/** Accounts that exist for sending alone. */
export function AccountsPage(props: SecretTableProps<SmtpauthRow>) {
  const { present, notEditable, stale, takenAt, mayEdit, stage } = props
  const t = useTranslations('accounts')
  const table = useSecretTable(PLACE.path, props.rows, stale, props.draftVersion)
  const editable = mayEdit && !notEditable
  const live = table.draftedRows.filter((row) => row.state === 'live')
  const relaying = live.filter((row) => row.permissions.relay).length
  const columns: ListColumn<SmtpauthRow>[] = [
    {
      key: 'user',
      name: t('user'),
      cell: (row) => <span className="mono text-base font-medium">{row.user ?? t('nameHidden')}</span>,
    },
    { key: 'permissions', name: t('permissions'), cell: (row) => <Letters row={row} /> },
  ]
  return (
    <>
      <TableIntro
        title={t('title')}
        helpKey="smtpauth"
        lead={t('lead')}
        files={[PLACE.path]}
        takesEffect={t('takesEffect')}
        takenAt={takenAt}
        now={t('now', { accounts: live.length, relaying })}
        notEditable={notEditable}
        stale={stale}
        reviewHref="review"
      />
      <Notice className="mb-5 max-w-3xl">{t('clearText')}</Notice>
      {live.length > MANY_ACCOUNTS && <Notice className="mb-5 max-w-3xl">{t('many')}</Notice>}
      {editable && <AccountForm row={null} stage={stage} />}
      <ListRows
        {...props}
        table={table}
        label={t('title')}
        editable={editable}
        columns={columns}
        grid="sm:grid-cols-[minmax(12rem,1fr)_minmax(12rem,1.4fr)_minmax(0,2fr)_9rem]"
        nameOf={(row) => row.user ?? row.was}
        marks={(row) => <AccountMarks row={row} />}
        editForm={(row, close) => <AccountForm row={row} stage={stage} close={close} />}
        ordered
        comments
        empty={present ? t('empty') : t('missing')}
        rowEdit={(edit) => ({ ...PLACE, ...edit })}
      />
      <CsvExchange
        form={SMTPAUTH_CSV}
        name="smtpauth"
        rows={table.draftedRows}
        editable={editable}
        stage={stage}
      />
    </>
  )
}

function Letters({ row }: { row: SmtpauthRow }) {
  const t = useTranslations('accounts')
  const granted = SMTP_PERMISSIONS.filter(({ key }) => row.permissions[key])
  if (granted.length === 0) return <span className="text-ink-2">{t('noPermissions')}</span>
  return (
    <ul className="flex flex-wrap gap-x-3 gap-y-0.5">
      {granted.map(({ key, letter }) => (
        <li key={key}>
          <span className="mono font-medium">{letter}</span> {t(`short_${key}`)}
        </li>
      ))}
    </ul>
  )
}

function AccountMarks({ row }: { row: SmtpauthRow }) {
  const t = useTranslations('accounts')
  const table = useTranslations('table')
  if (row.reason) return <span>{table(`line_${row.reason}`)}</span>
  return row.marks.map((mark) => {
    const isLetters = PERMISSION_MARKS.some((known) => known === mark)
    return (
      <Tag key={mark} look={mark === 'empty-password' ? 'opens' : 'quiet'}>
        {mark === 'split-line'
          ? table('splitLine')
          : t(`mark_${mark}`, { letters: isLetters ? row.unknownLetters : '' })}
      </Tag>
    )
  })
}
