'use client'

import { useTranslations } from 'next-intl'
import { useDeferredValue, useMemo, useRef, useState } from 'react'
import { FaultNotice } from '@/components/form/fault-notice'
import { HelpFor } from '@/components/form/legend'
import { AimMissing } from '@/components/table/aim-missing'
import { useAimedRow } from '@/components/table/use-line-aim'
import { VirtualRows } from '@/components/table/virtual-rows'
import type { RelayRequest } from '@/lib/xmail/tables'
import { type Arrangement, arrangeRows, type Selection } from './arrange-rows'
import type { DraftProps } from './draft-props'
import type { RelayPageProps } from './relay-page'
import { COLUMNS, RelayRowView } from './relay-row-view'
import { RelayToolbar } from './relay-toolbar'
import { type OpenForm, RowForm } from './row-form'
import { useRelayActions } from './use-relay-actions'
import type { RelayTable } from './use-relay-table'

export interface RelayRowsProps
  extends DraftProps,
    Pick<RelayPageProps, 'mayConfirm' | 'today' | 'timeZone'> {
  table: RelayTable
  editable: boolean
  selection: Selection
}

/** Arranging only helps where the eye no longer does, or where there is something to arrange by. */
const ARRANGED_FROM_ROWS = 8

export function RelayRows(props: RelayRowsProps) {
  const { table, editable } = props
  const t = useTranslations('relay')
  const all: Arrangement = { wanted: '', selection: props.selection, order: 'file' }
  const [arrangement, setArrangement] = useState(all)
  const arranged = useDeferredValue(arrangement)
  const shown = useMemo(() => arrangeRows(table.rows, arranged), [table.rows, arranged])
  const showAll = () => setArrangement({ wanted: '', selection: 'all', order: 'file' })
  const aimed = useAimedRow('smtprelay.tab', shown, showAll)
  const [open, setOpen] = useState<OpenForm | null>(null)
  // The rows of a long table are taken off the page out of sight; what is being typed must not go with them.
  const typed = useRef<RelayRequest | null>(null)
  const onOpen = (form: OpenForm | null) => {
    typed.current = null
    setOpen(form)
  }
  const { actionsOf, fault, pending } = useRelayActions(props, onOpen)
  const heads = useHeads()
  const canArrange =
    table.rows.length > ARRANGED_FROM_ROWS ||
    arrangement.selection !== 'all' ||
    table.rows.some(({ row }) => row.note?.own)
  return (
    <section aria-label={t('title')}>
      {canArrange && <RelayToolbar arrangement={arrangement} onArrange={setArrangement} />}
      {fault && <FaultNotice fault={fault} className="mb-3" />}
      {shown.length === table.rows.length && <AimMissing aimed={aimed} />}
      <p className="mb-1.5 text-xs text-ink-2" aria-live="polite">
        {shown.length < table.rows.length
          ? t('filtered', { shown: shown.length, all: table.rows.length })
          : t('count', { rows: table.rows.length })}
      </p>
      <VirtualRows
        label={t('title')}
        heads={heads}
        columns={COLUMNS}
        rows={shown}
        aimed={aimed}
        keyOf={(row) => row.key}
      >
        {(row) => (
          <RelayRowView
            row={row}
            editable={editable}
            pending={pending}
            actions={actionsOf(row)}
            form={
              open?.key === row.key ? (
                <RowForm
                  {...props}
                  row={row}
                  rows={table.draftedRows}
                  kind={open.kind}
                  typed={typed}
                  close={() => onOpen(null)}
                />
              ) : null
            }
          />
        )}
      </VirtualRows>
      {shown.length === 0 && <p className="border border-t-0 px-3 py-4 text-sm text-ink-2">{t('noMatch')}</p>}
    </section>
  )
}

function useHeads() {
  const t = useTranslations('relay')
  const helped = (key: 'columnNetwork' | 'columnSize' | 'columnState', helpKey: string) => (
    <>
      {t(key)}
      <HelpFor text={t(key)} helpKey={helpKey} />
    </>
  )
  return [
    { key: 'network', name: helped('columnNetwork', 'netmask'), className: 'flex items-center' },
    { key: 'size', name: helped('columnSize', 'relaySize'), className: 'flex items-center justify-end' },
    { key: 'details', name: t('columnDetails') },
    { key: 'state', name: helped('columnState', 'relayDeadRows'), className: 'flex items-center' },
    { key: 'line', name: t('columnLine'), className: 'text-right' },
    { key: 'actions', name: <span className="sr-only">{t('columnActions')}</span> },
  ]
}
