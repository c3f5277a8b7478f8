'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useDeferredValue, useMemo, useState } from 'react'
import { FaultNotice } from '@/components/form/fault-notice'
import { HelpFor } from '@/components/form/legend'
import { AimMissing } from '@/components/table/aim-missing'
import { filterRows } from '@/components/table/filter-rows'
import { SortableRows } from '@/components/table/sortable-rows'
import { useAimedRow } from '@/components/table/use-line-aim'
import { decodeText } from '@/lib/xmail/tab'
import { type IpmapEdit, type IpmapRow, nameNetwork } from '@/lib/xmail/tables'
import { AccessCounts } from './access-counts'
import { AccessFilter } from './access-filter'
import type { AccessPageProps } from './access-page'
import { AccessRowView, COLUMNS } from './access-row-view'
import type { AccessRow } from './arrange-rows'
import type { AccessTable } from './use-access-table'
import { useRowActions } from './use-row-actions'

export interface AccessRowsProps
  extends Pick<AccessPageProps, 'path' | 'edits' | 'draftVersion' | 'discard'> {
  table: AccessTable
  editable: boolean
  /** Said where there are no rules. */
  empty: ReactNode
  stage: (edit: IpmapEdit) => ReturnType<AccessPageProps['stage']>
  editForm: (row: IpmapRow, close: () => void) => ReactNode
}

/** Filtering only helps where the eye no longer does. */
const FILTER_FROM_ROWS = 8

/** The rules in the order in which they win: the first one that matches a client decides. */
export function AccessRows(props: AccessRowsProps) {
  const { table, editable, empty, stage, editForm } = props
  const t = useTranslations('access')
  const [filter, setFilter] = useState('')
  const wanted = useDeferredValue(filter)
  const shown = useMemo(() => filterRows(table.document, table.rows, wanted), [table, wanted])
  const aimed = useAimedRow(props.path, shown, () => setFilter(''))
  const ordered = useMemo(() => table.rows.filter(isOrdered), [table.rows])
  const heads = useHeads()
  const { act, move, shift, undo, fault, pending } = useRowActions(props, ordered)
  if (table.rows.length === 0) {
    return <p className="rounded-md border border-dashed px-4 py-6 text-sm text-ink-2">{empty}</p>
  }
  return (
    <section aria-label={t('rules')}>
      {table.rows.length > FILTER_FROM_ROWS && <AccessFilter filter={filter} onFilter={setFilter} />}
      {fault && <FaultNotice fault={fault} className="mb-3" />}
      {wanted === '' && <AimMissing aimed={aimed} />}
      <AccessCounts table={table} shown={wanted ? shown.length : null} />
      <p className="mb-1.5 text-xs text-ink-2">{t('orderLead')}</p>
      <SortableRows
        label={t('rules')}
        heads={heads}
        columns={COLUMNS}
        rows={shown}
        aimed={aimed}
        keyOf={keyOf}
        nameOf={nameOf}
        ordered={ordered}
        disabled={!editable || pending}
        onDrop={move}
      >
        {(row, handle) => (
          <AccessRowView
            row={row}
            handle={handle}
            editable={editable}
            pending={pending}
            isFirst={ordered[0] === row}
            isLast={ordered.at(-1) === row}
            decode={(bytes) => decodeText(row.change === 'removed' ? table.live : table.document, bytes)}
            act={act}
            stage={stage}
            shift={shift}
            undo={undo}
            editForm={editForm}
          />
        )}
      </SortableRows>
      {shown.length === 0 && <p className="border border-t-0 px-3 py-4 text-sm text-ink-2">{t('noMatch')}</p>}
      <p className="mt-1.5 text-xs text-ink-2">{t('otherwise')}</p>
    </section>
  )
}

const keyOf = (row: AccessRow) => row.key
const nameOf = ({ row }: AccessRow) => nameNetwork(row)
const isOrdered = ({ row, change }: AccessRow) => row.state === 'live' && change !== 'removed'

function useHeads() {
  const t = useTranslations('access')
  const helped = (key: 'columnNetwork' | 'columnPrecedence' | 'columnState', helpKey: string) => (
    <>
      {t(key)}
      <HelpFor text={t(key)} helpKey={helpKey} />
    </>
  )
  return [
    { key: 'verdict', name: t('columnVerdict'), className: 'sm:pl-7' },
    { key: 'network', name: helped('columnNetwork', 'netmask'), className: 'flex items-center' },
    {
      key: 'precedence',
      name: helped('columnPrecedence', 'ipmap'),
      className: 'flex items-center justify-end whitespace-nowrap',
    },
    { key: 'state', name: helped('columnState', 'ipmapStates'), className: 'flex items-center' },
    { key: 'actions', name: <span className="sr-only">{t('columnActions')}</span> },
  ]
}
