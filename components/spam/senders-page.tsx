'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { CsvExchange } from '@/components/table/csv-exchange'
import { ListRows } from '@/components/table/list-rows'
import type { ListColumn } from '@/components/table/list-rows-props'
import { Reading } from '@/components/table/reading'
import { TableIntro } from '@/components/table/table-intro'
import type { TablePageProps } from '@/components/table/table-page-props'
import { useListTable } from '@/components/table/use-list-table'
import { Tag } from '@/components/ui/tag'
import { mailRootPath } from '@/lib/xmail/path'
import {
  LINE_REASONS,
  PATTERN_REASONS,
  readSpamAddressInSteps,
  type SpamAddressRow,
} from '@/lib/xmail/tables'
import { SPAM_ADDRESS_CSV } from '@/lib/xmail/tables/csv'
import { AddPatterns } from './add-patterns'
import { PatternForm } from './pattern-form'
import { PatternTester } from './pattern-tester'

const PLACE = { table: 'spam-address', path: mailRootPath('spam-address.tab') } as const

/** Senders that are refused by their envelope address. */
export function SendersPage(props: TablePageProps & { children: ReactNode }) {
  const { text, present, notEditable, takenAt, mayEdit, mayConfirm, stage } = props
  const t = useTranslations('spam')
  const table = useListTable({ ...props, path: PLACE.path }, readSpamAddressInSteps)
  if (!table) return <Reading title={t('sendersTitle')} text={text} />
  const editable = mayEdit && !notEditable
  const rows = table.draftedRows
  const columns: ListColumn<SpamAddressRow>[] = [
    {
      key: 'pattern',
      name: t('columnPattern'),
      cell: (row) => <span className="mono text-base font-medium">{row.pattern}</span>,
    },
  ]
  return (
    <>
      <TableIntro
        title={t('sendersTitle')}
        helpKey="spamAddress"
        lead={t('sendersLead')}
        files={[PLACE.path]}
        takesEffect={t('sendersTakesEffect')}
        takenAt={takenAt}
        notEditable={notEditable}
        stale={table.stale}
        reviewHref="../review"
      />
      {editable && <AddPatterns rows={rows} mayConfirmAll={mayConfirm.wide} stage={stage} />}
      <PatternTester rows={rows} />
      <ListRows
        {...props}
        table={table}
        label={t('sendersTitle')}
        editable={editable}
        columns={columns}
        grid="sm:grid-cols-[minmax(14rem,1.2fr)_minmax(0,2fr)_9rem]"
        nameOf={(row) => row.pattern}
        marks={(row) => <PatternMarks row={row} />}
        editForm={(row, close) => <PatternForm row={row} rows={rows} stage={stage} close={close} />}
        ordered
        comments
        empty={present ? t('sendersEmpty') : t('sendersMissing')}
        rowEdit={(edit) => ({ ...PLACE, confirmed: [], ...edit })}
      />
      <CsvExchange
        form={SPAM_ADDRESS_CSV}
        name="spam-address"
        rows={rows}
        editable={editable}
        stage={stage}
      />
      {props.children}
    </>
  )
}

function PatternMarks({ row }: { row: SpamAddressRow }) {
  const t = useTranslations('spam')
  const table = useTranslations('table')
  if (row.state === 'dead') {
    const line = LINE_REASONS.find((reason) => reason === row.reason)
    if (line) return <span>{table(`line_${line}`)}</span>
    const own = PATTERN_REASONS.find((reason) => reason === row.reason)
    return own && <span>{t(`pattern_${own}`)}</span>
  }
  return row.marks.map((mark) => (
    <Tag key={mark} look={mark === 'matches-everything' ? 'broken' : 'quiet'}>
      {t(`patternMark_${mark}`, { line: (row.coveredBy ?? 0) + 1 })}
    </Tag>
  ))
}
