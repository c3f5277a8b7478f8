'use client'

import { Ellipsis } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { Button } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import { Menu, MenuItem } from '@/components/ui/menu'
import type { DraftRow } from '@/lib/xmail/tables/draft-rows'
import { type AnyRow, type ListRowsProps, type PlainRowEdit, type Ref, refOf } from './list-rows-props'
import { NoteForm } from './note-form'
import { RowState } from './row-state'

interface ListRowViewProps<Row extends AnyRow>
  extends Pick<
    ListRowsProps<Row>,
    'columns' | 'grid' | 'editable' | 'nameOf' | 'marks' | 'editForm' | 'ordered' | 'comments' | 'guard'
  > {
  row: DraftRow<Row>
  decode: (bytes: string) => string
  pending: boolean
  act: (edit: PlainRowEdit) => Promise<boolean>
  undo: () => void
  neighbours: { up: Ref | null | undefined; down: Ref | null | undefined }
}

type Open = 'edit' | 'note' | null

export function ListRowView<Row extends AnyRow>(props: ListRowViewProps<Row>) {
  const { row: draftRow, columns, grid, nameOf, marks, editForm, decode, pending, act } = props
  const { row, change } = draftRow
  const [open, setOpen] = useState<Open>(null)
  const quiet = row.state !== 'live' || change === 'removed'
  const name = decode(nameOf(row))
  return (
    <div
      className={classNames(
        'border-b',
        change === 'added' && 'bg-opens-soft',
        change === 'removed' && 'bg-closes-soft',
      )}
      data-state={row.state}
      data-change={change}
      data-row={name}
    >
      <div className={classNames('grid min-h-11 items-center gap-x-4 gap-y-1 px-3 py-1.5', grid)}>
        {columns.map((column) => (
          <div
            key={column.key}
            role="cell"
            className={classNames(
              'min-w-0 text-sm [overflow-wrap:anywhere]',
              quiet && 'text-ink-2',
              change === 'removed' && 'line-through',
            )}
          >
            {row.state === 'dead' && column === columns[0] ? (
              <span className="mono text-xs">{decode(row.was).slice(0, 200).replaceAll('\t', ' → ')}</span>
            ) : (
              row.state !== 'dead' && column.cell(row)
            )}
          </div>
        ))}
        <div role="cell" className="min-w-0 space-y-1 text-xs">
          <div className="flex flex-wrap items-center gap-1">
            <RowState state={row.state} change={change} />
            {marks(row)}
          </div>
          {row.note && open !== 'note' && <p className="text-ink-2">{row.note.text}</p>}
        </div>
        <div role="cell" className="flex justify-end gap-1">
          {props.editable && <RowButtons {...props} name={name} onOpen={setOpen} />}
        </div>
      </div>
      {open === 'note' && (
        <NoteForm
          name={name}
          text={row.note?.own ? row.note.text : ''}
          pending={pending}
          close={() => setOpen(null)}
          save={(text) => act({ op: 'note', row: refOf(row), text })}
        />
      )}
      {open === 'edit' && editForm && (
        <div role="cell" className="border-t px-3 py-3">
          {editForm(row, () => setOpen(null))}
        </div>
      )}
    </div>
  )
}

interface RowButtonsProps<Row extends AnyRow> extends ListRowViewProps<Row> {
  name: string
  onOpen: (open: Open) => void
}

/** What can be done to a row: removing it in sight, the rest in a menu. */
function RowButtons<Row extends AnyRow>(props: RowButtonsProps<Row>) {
  const { row: draftRow, name, pending, act, undo, guard } = props
  const t = useTranslations('table')
  const { row, change } = draftRow
  const reason = guard?.(row) ?? null
  if (change !== 'none') {
    return (
      <>
        {change === 'added' && <RowMenu {...props} />}
        <Button size="sm" look="quiet" disabled={pending} onClick={undo} aria-label={t('undoRow', { name })}>
          {t('undo')}
        </Button>
      </>
    )
  }
  return (
    <>
      <RowMenu {...props} />
      <Button
        size="sm"
        look="quiet"
        disabled={pending || reason !== null}
        title={reason ?? undefined}
        onClick={() => act({ op: 'remove', rows: [refOf(row)] })}
        aria-label={t('removeRow', { name })}
      >
        {t('remove')}
      </Button>
    </>
  )
}

function RowMenu<Row extends AnyRow>(props: RowButtonsProps<Row>) {
  const { row: draftRow, name, pending, act, onOpen, editForm, ordered, comments, neighbours, guard } = props
  const t = useTranslations('table')
  const { row } = draftRow
  const ref = refOf(row)
  const items: ReactNode[] = []
  const item = (key: string, text: string, onSelect: () => void) =>
    items.push(
      <MenuItem key={key} onSelect={onSelect}>
        {text}
      </MenuItem>,
    )
  if (editForm && row.state !== 'disabled') item('edit', t('edit'), () => onOpen('edit'))
  if (comments) item('note', t('note'), () => onOpen('note'))
  if (comments && row.state === 'live' && !guard?.(row))
    item('disable', t('switchOff'), () => act({ op: 'disable', rows: [ref] }))
  if (row.state === 'disabled') item('enable', t('switchOn'), () => act({ op: 'enable', rows: [ref] }))
  const { up, down } = neighbours
  if (ordered && up !== undefined) item('up', t('moveUp'), () => act({ op: 'move', row: ref, before: up }))
  if (ordered && down !== undefined)
    item('down', t('moveDown'), () => act({ op: 'move', row: ref, before: down }))
  if (items.length === 0) return null
  return (
    <Menu
      trigger={
        <Button size="icon" look="quiet" disabled={pending} aria-label={t('more', { name })}>
          <Ellipsis aria-hidden />
        </Button>
      }
    >
      {items}
    </Menu>
  )
}
