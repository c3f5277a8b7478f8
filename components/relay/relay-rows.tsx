'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useDeferredValue, useMemo, useState, useTransition } from 'react'
import { callAction } from '@/components/form/call-action'
import { FaultNotice } from '@/components/form/fault-notice'
import { HelpFor } from '@/components/form/legend'
import type { DraftRow } from '@/components/table/draft-rows'
import { VirtualRows } from '@/components/table/virtual-rows'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { ActionFault, ActionResult } from '@/lib/errors'
import { matchesFilter, parseAddress } from '@/lib/xmail/net'
import type { RelayRow } from '@/lib/xmail/tables'
import type { RelayPageProps } from './relay-page'
import { COLUMNS, RelayRowView } from './relay-row-view'
import type { RelayTable } from './use-relay-table'

interface RelayRowsProps
  extends Pick<RelayPageProps, 'edits' | 'draftVersion' | 'remove' | 'discard' | 'present'> {
  table: RelayTable
  editable: boolean
  onExample: (text: string) => void
}

const EXAMPLE = '192.168.0.0/24'
/** Filtering only helps where the eye no longer does. */
const FILTER_FROM_ROWS = 8

export function RelayRows({
  table,
  edits,
  draftVersion,
  remove,
  discard,
  editable,
  present,
  onExample,
}: RelayRowsProps) {
  const t = useTranslations('relay')
  const router = useRouter()
  const [filter, setFilter] = useState('')
  const wanted = useDeferredValue(filter)
  const shown = useMemo(() => filterRows(table.rows, wanted), [table.rows, wanted])
  const heads = useHeads()
  const [fault, setFault] = useState<ActionFault | null>(null)
  const [pending, start] = useTransition()
  const send = (action: () => Promise<ActionResult<null>>) =>
    start(async () => {
      const result = await callAction(action)
      setFault(result.ok ? null : result.error)
      router.refresh()
    })
  const toggle = ({ row, change }: DraftRow<RelayRow>) => {
    if (change === 'none') return send(() => remove([{ line: row.line, was: row.was }]))
    const place = findInDraft(edits, { row, change })
    if (place) send(() => discard({ version: draftVersion, ...place }))
  }
  if (table.rows.length === 0) {
    return (
      <div className="rounded-md border border-dashed px-4 py-6 text-sm text-ink-2">
        <p>{present ? t('empty') : t('absent')}</p>
        {editable && (
          <p className="mt-2">
            {t('example')}{' '}
            <Button size="sm" onClick={() => onExample(EXAMPLE)}>
              {t('exampleUse', { network: EXAMPLE })}
            </Button>
          </p>
        )}
      </div>
    )
  }
  return (
    <section aria-label={t('title')}>
      {table.rows.length > FILTER_FROM_ROWS && (
        <Field label={t('filter')} hint={t('filterHint')} className="mb-3 max-w-sm">
          {(control) => (
            <Input
              {...control}
              type="search"
              className="mono"
              value={filter}
              onChange={(event) => setFilter(event.target.value)}
            />
          )}
        </Field>
      )}
      {fault && <FaultNotice fault={fault} className="mb-3" />}
      <p className="mb-1.5 text-xs text-ink-2" aria-live="polite">
        {wanted
          ? t('filtered', { shown: shown.length, all: table.rows.length })
          : t('count', { rows: table.rows.length })}
      </p>
      <VirtualRows label={t('title')} heads={heads} columns={COLUMNS} rows={shown} keyOf={(row) => row.key}>
        {(row) => <RelayRowView row={row} editable={editable} pending={pending} onToggle={toggle} />}
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
    { key: 'state', name: helped('columnState', 'relayDeadRows'), className: 'flex items-center' },
    { key: 'line', name: t('columnLine'), className: 'text-right' },
    { key: 'actions', name: <span className="sr-only">{t('columnActions')}</span> },
  ]
}

/** By a part of what is in sight; or, for an address, the rows that it is in. */
function filterRows(rows: readonly DraftRow<RelayRow>[], wanted: string): readonly DraftRow<RelayRow>[] {
  const text = wanted.trim().toLowerCase()
  if (text === '') return rows
  const address = parseAddress(text)
  if (address.ok)
    return rows.filter(({ row }) => row.state === 'live' && matchesFilter(row.filter, address.value))
  return rows.filter(({ row }) =>
    `${row.cidr} ${row.address} ${row.netmask} ${row.was}`.toLowerCase().includes(text),
  )
}

/** Which edit of the draft made this row appear or go, so that it can be taken back. */
function findInDraft(
  edits: RelayRowsProps['edits'],
  { row, change }: Pick<DraftRow<RelayRow>, 'row' | 'change'>,
) {
  const network = row.cidr ?? `${row.address} ${row.netmask}`
  for (const [edit, made] of edits.entries()) {
    if (made.table !== 'smtprelay') continue
    if (change === 'added' && made.op === 'add' && made.networks.includes(network)) return { edit, network }
    if (change === 'removed' && made.op === 'remove' && made.rows.some((ref) => ref.was === row.was))
      return { edit }
    if (made.op === 'replace' && (made.network === network || made.row.was === row.was)) return { edit }
  }
  return null
}
