'use client'

import { useTranslations } from 'next-intl'
import { FaultNotice } from '@/components/form/fault-notice'
import { CsvExchange } from '@/components/table/csv-exchange'
import { ListRows } from '@/components/table/list-rows'
import type { ListColumn } from '@/components/table/list-rows-props'
import { Reading } from '@/components/table/reading'
import type { TablePageProps } from '@/components/table/table-page-props'
import { useListTable } from '@/components/table/use-list-table'
import { Notice } from '@/components/ui/notice'
import { Tag } from '@/components/ui/tag'
import { mailRootPath } from '@/lib/xmail/path'
import {
  type HnpropRow,
  LINE_REASONS,
  PROPERTY_MARKS,
  type PropertyMark,
  readHnpropInSteps,
  removesFile,
} from '@/lib/xmail/tables'
import { HNPROP_CSV } from '@/lib/xmail/tables/csv'
import { GrantWords } from './grants'
import { AddHosts, HostForm } from './host-forms'
import { PropertyMarks } from './property-marks'
import { RemoveHosts } from './remove-hosts'

const PLACE = { table: 'hnprop', path: mailRootPath('smtp.hnprop.tab') } as const

/** smtp.hnprop.tab: what clients are spared by the name of their address. */
export function HostList(props: TablePageProps) {
  const { text, edits, present, notEditable, mayEdit, mayConfirm, stage } = props
  const t = useTranslations('whitelist')
  const table = useListTable({ ...props, path: PLACE.path }, readHnpropInSteps)
  if (!table) return <Reading text={text} />
  const editable = mayEdit && !notEditable
  const rows = table.draftedRows
  const isThere = table.drafted.lines.length > 0
  const columns: ListColumn<HnpropRow>[] = [
    {
      key: 'host',
      name: t('columnHost'),
      cell: (row) => (
        <span className="mono text-base font-medium">
          {row.pattern}
          <span className="text-ink-2">…</span>
        </span>
      ),
    },
    { key: 'grants', name: t('columnGrants'), cell: (row) => <GrantWords row={row} /> },
  ]
  return (
    <>
      {present ? (
        <Notice look="opens" title={t('presenceTitle')} className="mb-4 max-w-3xl">
          <p>{t('presenceText')}</p>
          {editable &&
            mayConfirm.wide &&
            !edits.some((edit) => edit.table === 'hnprop' && removesFile(edit)) && (
              <RemoveHosts count={rows.length} stage={stage} />
            )}
        </Notice>
      ) : (
        <p className="mb-4 max-w-3xl text-sm">{t('absenceText')}</p>
      )}
      {table.stale && <FaultNotice fault={table.stale} className="mb-3" />}
      {editable && isThere && <AddHosts rows={rows} creates={false} stage={stage} />}
      {editable && !isThere && mayConfirm.wide && (
        <details className="mb-4">
          <summary className="cursor-pointer text-sm font-medium">{t('useNames')}</summary>
          <div className="mt-3">
            <AddHosts rows={rows} creates stage={stage} />
          </div>
        </details>
      )}
      <ListRows
        {...props}
        table={table}
        label={t('hosts')}
        editable={editable}
        columns={columns}
        grid="sm:grid-cols-[minmax(12rem,1fr)_minmax(12rem,1.2fr)_minmax(0,2fr)_9rem]"
        nameOf={(row) => row.pattern}
        marks={(row) => <HostMarks row={row} />}
        editForm={(row, close) => <HostForm row={row} rows={rows} stage={stage} close={close} />}
        ordered
        comments
        empty={present ? t('hostsEmpty') : t('hostsMissing')}
        rowEdit={(edit) => ({ ...PLACE, ...edit })}
      />
      <CsvExchange
        form={HNPROP_CSV}
        name="smtp.hnprop"
        rows={rows}
        editable={editable && isThere}
        stage={stage}
      />
    </>
  )
}

function HostMarks({ row }: { row: HnpropRow }) {
  const t = useTranslations('whitelist')
  const table = useTranslations('table')
  if (row.reason) {
    const line = LINE_REASONS.find((reason) => reason === row.reason)
    return <span>{line ? table(`line_${line}`) : t(`host_${row.reason as 'leading-dot'}`)}</span>
  }
  const isProperty = (mark: string): mark is PropertyMark => PROPERTY_MARKS.some((known) => known === mark)
  return (
    <>
      {row.marks.map((mark) => {
        if (isProperty(mark)) return null
        if (mark === 'never-decides')
          return <Tag key={mark}>{table('neverDecidesBy', { line: (row.shadowedBy ?? 0) + 1 })}</Tag>
        if (mark === 'split-line') return <Tag key={mark}>{table('splitLine')}</Tag>
        return (
          <Tag key={mark} look={mark === 'matches-everything' ? 'opens' : 'quiet'}>
            {t(`hostMark_${mark}`)}
          </Tag>
        )
      })}
      <PropertyMarks fields={row.fields} marks={row.marks.filter(isProperty)} />
    </>
  )
}
