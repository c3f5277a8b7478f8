import type { ReactNode } from 'react'
import type { ActionResult } from '@/lib/errors'
import type { Edit, ListRow } from '@/lib/xmail/tables'
import type { ListTable } from './use-list-table'
import type { ColumnHead } from './virtual-rows'

/** Any row of a table: `ListRow`, or what stands for it where a table knows no notes. */
export interface AnyRow extends Omit<ListRow, 'note'> {
  readonly note?: ListRow['note']
}

export interface ListColumn<Row> extends ColumnHead {
  readonly cell: (row: Row) => ReactNode
}

export interface ListRowsProps<Row extends AnyRow> {
  table: ListTable<Row>
  /** What the table is of, for screen readers. */
  label: string
  editable: boolean
  columns: readonly ListColumn<Row>[]
  /** Widths of the columns from `sm` on, as a class: `sm:grid-cols-[…]`. Behind them come state and actions. */
  grid: string
  /** What names a row in the labels of its buttons, as a byte string. */
  nameOf: (row: Row) => string
  /** What is remarkable about a row, in words. */
  marks: (row: Row) => ReactNode
  /** The form that changes a row in its place. */
  editForm?: (row: Row, close: () => void) => ReactNode
  /** The order decides, so that rows can be moved. */
  ordered?: boolean
  /** The table knows comments: rows can be switched off, and have notes. */
  comments?: boolean
  /** Said where there are no rows. */
  empty: ReactNode
  /** Asked before a row is removed or switched off; null: it may. */
  guard?: (row: Row) => string | null
  stage: (edit: Edit) => Promise<ActionResult<null>>
  discard: (input: { version: number; edit: number }) => Promise<ActionResult<null>>
  /** The edit of this table's own kind that does something to a row. */
  rowEdit: (edit: PlainRowEdit) => Edit
}

/** How an edit names a row. */
export interface Ref {
  line: number
  was: string
}
/** What can be done to a row of any table. */
export type PlainRowEdit =
  | { op: 'remove' | 'disable' | 'enable'; rows: Ref[] }
  | { op: 'move'; row: Ref; before: Ref | null }
  | { op: 'note'; row: Ref; text: string }

export function refOf({ line, was }: Ref): Ref {
  return { line, was }
}
