'use client'

import { useTranslations } from 'next-intl'
import { useDeferredValue, useMemo, useState } from 'react'
import { FaultNotice } from '@/components/form/fault-notice'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { remember } from '@/lib/xmail/remember'
import type { DraftRow } from '@/lib/xmail/tables/draft-rows'
import { AimMissing } from './aim-missing'
import { ListRowView } from './list-row-view'
import { type AnyRow, type ListRowsProps, type PlainRowEdit, refOf } from './list-rows-props'
import { sameRowKey } from './same-row-key'
import { useAimedRow } from './use-line-aim'
import type { ListTable } from './use-list-table'
import { useStaging } from './use-staging'
import { VirtualRows } from './virtual-rows'

/** Filtering only helps where the eye no longer does. */
const FILTER_FROM_ROWS = 8

/** The rows of a table with everything that can be done to them, live and drafted in one list. */
export function ListRows<Row extends AnyRow>(props: ListRowsProps<Row>) {
  const { table, label, columns, grid, empty, stage, discard, rowEdit } = props
  const t = useTranslations('table')
  const { send, fault, pending } = useStaging()
  const [filter, setFilter] = useState('')
  const wanted = useDeferredValue(filter)
  const textOf = useMemo(() => searchTextOf(table), [table])
  const rows = useMemo(() => joinSwitched(table.rows), [table.rows])
  const shown = useMemo(() => filterRows(rows, wanted, textOf), [rows, wanted, textOf])
  const aimed = useAimedRow(table.path, shown, () => setFilter(''))
  const act = (edit: PlainRowEdit) => send(() => stage(rowEdit(edit)))
  const undo = (row: DraftRow<Row>) => {
    if (row.change === 'none') return
    const made = table.originOf(row)
    // Of several rows that came by one edit only this one is taken out again.
    if (row.change === 'added' && !made?.alone) return act({ op: 'remove', rows: [refOf(row.row)] })
    return made ? send(() => discard({ version: table.draftVersion, edit: made.edit })) : undefined
  }
  if (rows.length === 0) {
    return <div className="rounded-md border border-dashed px-4 py-6 text-sm text-ink-2">{empty}</div>
  }
  const heads = [
    ...columns,
    { key: 'state', name: t('columnState') },
    { key: 'actions', name: <span className="sr-only">{t('columnActions')}</span> },
  ]
  const kept = rows.filter(({ change }) => change !== 'removed')
  return (
    <section aria-label={label}>
      {rows.length > FILTER_FROM_ROWS && (
        <Field label={t('filter')} className="mb-3 max-w-sm">
          {(control) => (
            <Input
              {...control}
              type="search"
              value={filter}
              onChange={(event) => setFilter(event.target.value)}
            />
          )}
        </Field>
      )}
      {fault && <FaultNotice fault={fault} className="mb-3" />}
      {wanted === '' && <AimMissing aimed={aimed} />}
      <p className="mb-1.5 text-xs text-ink-2" aria-live="polite">
        {wanted
          ? t('filtered', { shown: shown.length, all: rows.length })
          : t('count', { rows: rows.length })}
      </p>
      <VirtualRows
        label={label}
        heads={heads}
        columns={`grid items-center gap-x-4 gap-y-1 px-3 py-1.5 ${grid}`}
        rows={shown}
        aimed={aimed}
        keyOf={(row) => row.key}
      >
        {(row) => (
          <ListRowView
            {...props}
            row={row}
            decode={table.decode}
            pending={pending}
            act={act}
            undo={() => undo(row)}
            neighbours={neighboursOf(kept, row)}
          />
        )}
      </VirtualRows>
      {shown.length === 0 && <p className="border border-t-0 px-3 py-4 text-sm text-ink-2">{t('noMatch')}</p>}
    </section>
  )
}

/** The rows to come before for one place up and one place down; undefined: there is none that way. */
function neighboursOf<Row extends AnyRow>(kept: readonly DraftRow<Row>[], row: DraftRow<Row>) {
  const place = kept.indexOf(row)
  if (place < 0) return { up: undefined, down: undefined }
  const before = kept[place - 1]
  const second = kept[place + 2]
  return {
    up: before && refOf(before.row),
    down: place < kept.length - 1 ? (second ? refOf(second.row) : null) : undefined,
  }
}

/** A row that is switched on or off is one row, as it will be, not one that goes and one that comes. */
function joinSwitched<Row extends AnyRow>(rows: readonly DraftRow<Row>[]): readonly DraftRow<Row>[] {
  const added = new Map(
    rows.flatMap((each) => (each.change === 'added' ? [[sameRowKey(each.row.was), each]] : [])),
  )
  const joined = new Map<DraftRow<Row>, number | null>()
  const kept = rows.filter(({ row, change, liveLine }) => {
    const other = change === 'removed' ? added.get(sameRowKey(row.was)) : undefined
    if (!other || other.row.state === row.state) return true
    joined.set(other, liveLine)
    return false
  })
  if (joined.size === 0) return rows
  return kept.map((row) => (joined.has(row) ? { ...row, liveLine: joined.get(row) ?? null } : row))
}

/** Remembered: with the texts at hand 100,000 rows are filtered anew at each keystroke. */
function searchTextOf<Row extends AnyRow>({ decode }: ListTable<Row>) {
  return remember(({ row }: DraftRow<Row>) => `${decode(row.was)} ${row.note?.text ?? ''}`.toLowerCase())
}

function filterRows<Row extends AnyRow>(
  rows: readonly DraftRow<Row>[],
  wanted: string,
  textOf: (row: DraftRow<Row>) => string,
): readonly DraftRow<Row>[] {
  const text = wanted.trim().toLowerCase()
  return text === '' ? rows : rows.filter((row) => textOf(row).includes(text))
}
