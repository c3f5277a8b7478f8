'use client'

import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useDeferredValue, useMemo, useRef, useState, useTransition } from 'react'
import { FaultNotice } from '@/components/form/fault-notice'
import { HelpFor } from '@/components/form/legend'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { ActionFault, ActionResult } from '@/lib/errors'
import { matchesFilter, parseAddress } from '@/lib/xmail/net'
import type { DraftRow } from './draft-rows'
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
  const [fault, setFault] = useState<ActionFault | null>(null)
  const [pending, start] = useTransition()
  const send = (action: () => Promise<ActionResult<null>>) =>
    start(async () => {
      const result = await action()
      setFault(result.ok ? null : result.error)
      router.refresh()
    })
  const toggle = ({ row, change }: DraftRow) => {
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
      <VirtualRows rows={shown} editable={editable} pending={pending} onToggle={toggle} />
      {shown.length === 0 && <p className="border border-t-0 px-3 py-4 text-sm text-ink-2">{t('noMatch')}</p>}
    </section>
  )
}

interface VirtualRowsProps {
  rows: readonly DraftRow[]
  editable: boolean
  pending: boolean
  onToggle: (row: DraftRow) => void
}

const COLUMN_HEADS = [
  { key: 'columnNetwork', helpKey: 'netmask', className: 'flex items-center' },
  { key: 'columnSize', helpKey: 'relaySize', className: 'flex items-center justify-end' },
  { key: 'columnState', helpKey: 'relayDeadRows', className: 'flex items-center' },
  { key: 'columnLine', helpKey: null, className: 'text-right' },
  { key: 'columnActions', helpKey: null, className: '' },
] as const

/** Only the rows in sight are in the page, so 100,000 scroll as smoothly as ten. */
function VirtualRows({ rows, editable, pending, onToggle }: VirtualRowsProps) {
  const t = useTranslations('relay')
  const top = useRef<HTMLDivElement>(null)
  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => 44,
    overscan: 20,
    scrollMargin: top.current?.offsetTop ?? 0,
    initialRect: { width: 1200, height: 1000 },
  })
  return (
    <div role="table" aria-rowcount={rows.length + 1} aria-label={t('title')} className="rounded-md border">
      <div
        role="row"
        aria-rowindex={1}
        className={`${COLUMNS} border-b bg-sunken text-xs text-ink-2 max-sm:hidden`}
      >
        {COLUMN_HEADS.map(({ key, helpKey, className }) => (
          <div key={key} role="columnheader" className={className}>
            {key === 'columnActions' ? <span className="sr-only">{t(key)}</span> : t(key)}
            {helpKey && <HelpFor text={t(key)} helpKey={helpKey} />}
          </div>
        ))}
      </div>
      <div ref={top} role="rowgroup" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {virtual.getVirtualItems().map((item) => {
          const row = rows[item.index]
          if (!row) return null
          return (
            <div
              key={row.key}
              ref={virtual.measureElement}
              data-index={item.index}
              role="row"
              aria-rowindex={item.index + 2}
              className="absolute inset-x-0 top-0"
              style={{ transform: `translateY(${item.start - virtual.options.scrollMargin}px)` }}
            >
              <RelayRowView row={row} editable={editable} pending={pending} onToggle={onToggle} />
            </div>
          )
        })}
      </div>
    </div>
  )
}

/** By a part of what is in sight; or, for an address, the rows that it is in. */
function filterRows(rows: readonly DraftRow[], wanted: string): readonly DraftRow[] {
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
function findInDraft(edits: RelayRowsProps['edits'], { row, change }: Pick<DraftRow, 'row' | 'change'>) {
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
