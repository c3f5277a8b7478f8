'use client'

import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { CsvExchange } from '@/components/table/csv-exchange'
import { ListRows } from '@/components/table/list-rows'
import type { ListColumn } from '@/components/table/list-rows-props'
import { Reading } from '@/components/table/reading'
import { TableIntro } from '@/components/table/table-intro'
import type { TablePageProps } from '@/components/table/table-page-props'
import { type PlainTable, useListTable } from '@/components/table/use-list-table'
import { Notice } from '@/components/ui/notice'
import { Tag } from '@/components/ui/tag'
import { mailRootPath } from '@/lib/xmail/path'
import { readSmtpextauthInSteps, type SmtpextauthRow } from '@/lib/xmail/tables'
import { smtpextauthCsv } from '@/lib/xmail/tables/csv'
import { ProgramForm } from './program-form'

const PLACE = { table: 'smtpextauth', path: mailRootPath('smtpextauth.tab') } as const

/** Programs that decide who may sign in, in place of XMail. */
export function ProgramsPage(props: TablePageProps) {
  const t = useTranslations('accounts')
  const table = useListTable({ ...props, path: PLACE.path }, readSmtpextauthInSteps)
  if (!table) return <Reading title={t('programsTitle')} text={props.text} />
  return <Programs {...props} table={table} />
}

function Programs(props: TablePageProps & { table: PlainTable<SmtpextauthRow> }) {
  const { table, present, notEditable, takenAt, mayEdit, mayControl, stage } = props
  const t = useTranslations('accounts')
  const csv = useMemo(() => smtpextauthCsv(table.decode), [table.decode])
  const editable = mayEdit && mayControl && !notEditable
  const isUsed = table.draftedRows.some((row) => row.state === 'live')
  const columns: ListColumn<SmtpextauthRow>[] = [
    { key: 'mechanism', name: t('mechanism'), cell: (row) => <span className="mono">{row.mechanism}</span> },
    {
      key: 'program',
      name: t('program'),
      cell: (row) => (
        <span className="mono text-xs">{[row.program, ...row.args].map(table.decode).join('  ')}</span>
      ),
    },
  ]
  return (
    <>
      <TableIntro
        title={t('programsTitle')}
        helpKey="smtpextauth"
        lead={t('programsLead')}
        files={[PLACE.path]}
        takesEffect={t('takesEffect')}
        takenAt={takenAt}
        now={t(isUsed ? 'programsUsed' : 'programsUnused')}
        notEditable={notEditable}
        stale={table.stale}
        reviewHref="../review"
      />
      <Notice look={isUsed ? 'opens' : 'quiet'} className="mb-5 max-w-3xl">
        {t('programsNoPermissions')}
      </Notice>
      {!mayControl && <Notice className="mb-5 max-w-3xl">{t('programsForAdministrators')}</Notice>}
      {editable && <ProgramForm row={null} decode={table.decode} stage={stage} />}
      <ListRows
        {...props}
        label={t('programsTitle')}
        editable={editable}
        columns={columns}
        grid="sm:grid-cols-[8rem_minmax(14rem,2fr)_minmax(0,2fr)_9rem]"
        nameOf={(row) => row.mechanism}
        marks={(row) => <ProgramMarks row={row} />}
        editForm={(row, close) => <ProgramForm row={row} decode={table.decode} stage={stage} close={close} />}
        comments
        empty={present ? t('programsEmpty') : t('programsMissing')}
        rowEdit={(edit) => ({ ...PLACE, ...edit })}
      />
      <CsvExchange
        form={csv}
        name="smtpextauth"
        about={t('programsCsvAbout')}
        rows={table.draftedRows}
        editable={editable}
        stage={stage}
      />
    </>
  )
}

function ProgramMarks({ row }: { row: SmtpextauthRow }) {
  const t = useTranslations('accounts')
  const table = useTranslations('table')
  if (row.reason) return <span>{table(`line_${row.reason}`)}</span>
  return row.marks.map((mark) => (
    <Tag key={mark}>{mark === 'split-line' ? table('splitLine') : t(`program_${mark}`)}</Tag>
  ))
}
